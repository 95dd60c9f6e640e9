/** Groups made by the app (protocol.md D4). */
import { addGroup, findGroup, findMember } from '../corp.ts'
import { WecomError, fine } from '../errors.ts'
import type { Call, Routes } from '../http.ts'
import { asText, asTexts } from '../world.ts'
import type { World } from '../world.ts'
import { readContent } from './appMessage.ts'

export function appchatRoutes(world: World): Routes {
  const { corp } = world

  function create({ body }: Call) {
    const name = asText(body['name'])
    if ([...name].length > 50) throw new WecomError(40058, 'name')
    const members = asTexts(body['userlist']).map((id) => findMember(corp, id))
    if (members.length < 2 || members.length > 2000) throw new WecomError(40058, 'userlist')
    const known = members.filter((id) => id !== undefined)
    if (known.length < members.length) throw new WecomError(40003)
    const chatid = asText(body['chatid']) || `appchat${world.next()}`
    if (!/^[A-Za-z0-9]{1,32}$/.test(chatid) || findGroup(corp, chatid)) throw new WecomError(40058, 'chatid')
    addGroup(corp, { name, chatid, members: known }).appchat = true
    return { ...fine, chatid }
  }

  function send({ body }: Call) {
    const group = corp.groups.find(({ chatid, appchat }) => appchat && chatid === body['chatid'])
    if (!group) throw new WecomError(40050)
    const said = readContent(body, ['text', 'markdown', 'textcard', 'news'])
    world.log.add({ id: `chat${world.next()}`, at: world.now(), chat: group.chatid, by: { app: corp.app.agentId }, mentioned: [], via: '/cgi-bin/appchat/send', ...said })
    return fine
  }

  return {
    'POST /cgi-bin/appchat/create': { answer: create },
    'POST /cgi-bin/appchat/send': { answer: send, chats: ({ body }) => [asText(body['chatid'])] },
  }
}
