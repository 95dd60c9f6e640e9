/** Messages of the app to members, recall and change of cards (protocol.md D2, D3). */
import { cardText, readCard } from '../cards.ts'
import { findMember } from '../corp.ts'
import { WecomError, fine } from '../errors.ts'
import type { Call, Routes } from '../http.ts'
import { perHour, perMinute } from '../limits.ts'
import { changeCard, sized } from '../speech.ts'
import { asJson, asText, asTexts } from '../world.ts'
import type { Json, World } from '../world.ts'

/** The beginning of a text up to `max` bytes, whole characters only. */
function cut(text: string, max: number): string {
  let short = ''
  for (const character of text) {
    if (Buffer.byteLength(short + character) > max) break
    short += character
  }
  return short
}

/** What an app's message shows; shared with appchat. Throws WecomError. */
export function readContent(body: Json, kinds: readonly string[]) {
  const kind = asText(body['msgtype'])
  if (!kinds.includes(kind)) throw new WecomError(40008, kind)
  const content = asJson(body[kind])
  if (kind === 'template_card') {
    const card = readCard(content)
    return { kind, text: cardText(card), card }
  }
  if (kind === 'text') return { kind, text: cut(sized(content['content'], Number.POSITIVE_INFINITY), 2048) }
  if (kind === 'markdown') return { kind, text: sized(content['content'], 2048) }
  if (kind === 'textcard') {
    return { kind, text: [sized(content['title'], 128), sized(content['description'], 512), sized(content['url'], 2048)].join('\n') }
  }
  const articles = Array.isArray(content['articles']) ? content['articles'].map(asJson) : []
  if (articles.length < 1 || articles.length > 8) throw new WecomError(40058, 'news.articles')
  return { kind, text: articles.map((article) => sized(article['title'], 128)).join('\n') }
}

const longestDuplicateCheck = 14_400

export function appMessageRoutes(world: World): Routes {
  const { corp, rules } = world
  /** When the same message went to a member last. */
  const same = new Map<string, number>()

  function receivers(body: Json): { valid: string[]; invalid: string[] } {
    const touser = asText(body['touser'])
    const visible = (id: string) => corp.app.visible?.includes(id) ?? true
    if (touser === '@all') return { valid: [...corp.members.keys()].filter(visible), invalid: [] }
    const asked = touser.split('|').filter(Boolean)
    if (asked.length > 1000) throw new WecomError(40058, 'touser')
    const found = asked.map((id) => ({ id, member: findMember(corp, id) }))
    const valid = found.flatMap(({ member }) => (member !== undefined && visible(member) ? [member] : []))
    const invalid = found.filter(({ member }) => member === undefined || !visible(member)).map(({ id }) => id.toLowerCase())
    return { valid, invalid }
  }

  /** Whether the same went there a moment ago: the answer does not show it. */
  function repeated(body: Json, userid: string): boolean {
    if (body['enable_duplicate_check'] !== 1) return false
    const interval = Math.min(Number(body['duplicate_check_interval'] ?? 1800), longestDuplicateCheck) * 1000
    const key = JSON.stringify([userid, body['msgtype'], body[asText(body['msgtype'])]])
    const last = same.get(key)
    if (last !== undefined && world.now() - last < interval) return true
    same.set(key, world.now())
    return false
  }

  function send({ body }: Call) {
    if (Number(body['agentid']) !== corp.app.agentId) throw new WecomError(40056)
    const { valid, invalid } = receivers(body)
    const said = readContent(body, ['text', 'markdown', 'textcard', 'news', 'template_card'])
    if (valid.length === 0) throw new WecomError(81013)
    const msgid = `mid-${world.next()}`
    const code = said.card ? `RC${world.next()}` : undefined
    const windows = [perMinute(rules.memberPerMinute), perHour(rules.memberPerHour)]
    for (const userid of valid) {
      // Dropped without a word (E).
      if (!world.limits(`app ${userid}`, windows) || repeated(body, userid)) continue
      const message = world.log.add({ id: msgid, at: world.now(), chat: userid, with: { app: corp.app.agentId }, by: { app: corp.app.agentId }, mentioned: [], via: '/cgi-bin/message/send', ...said })
      if (code !== undefined) world.cardCodes.set(code, { message, at: world.now(), used: false })
    }
    return { ...fine, msgid, ...(invalid.length > 0 && { invaliduser: invalid.join('|') }), ...(code !== undefined && { response_code: code }) }
  }

  function recall({ body }: Call) {
    const messages = world.log.all().filter(({ id }) => id === body['msgid'])
    if (messages.length === 0) throw new WecomError(40058, 'msgid')
    for (const message of messages) world.log.change(message, { recalled: true })
    return fine
  }

  function update({ body }: Call) {
    const code = world.cardCodes.get(asText(body['response_code']))
    if (!code || code.used || world.now() - code.at > rules.responseCodeMs) throw new WecomError(40058, 'response_code')
    const all = body['atall'] === 1
    const users = all ? [...corp.members.keys()] : asTexts(body['userids'])
    const name = asText(asJson(body['button'])['replace_name'])
    const { task_id, main_title } = code.message.card ?? {}
    const replaced = { card_type: 'text_notice', task_id, main_title: main_title ?? { title: name }, sub_title_text: name }
    for (const message of world.log.all().filter(({ id, chat }) => id === code.message.id && users.includes(chat))) {
      changeCard(world, message, body['template_card'] ?? replaced, [])
    }
    code.used = true
    return fine
  }

  const chats = ({ body }: Call) => asText(body['touser']).split('|')
  return {
    'POST /cgi-bin/message/send': { answer: send, chats },
    'POST /cgi-bin/message/recall': { answer: recall },
    'POST /cgi-bin/message/update_template_card': { answer: update },
  }
}
