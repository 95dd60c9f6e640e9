/** Brings messages and events to the app as XML, and takes its passive replies (protocol.md D3, D5). */
import { deliver, xmlField } from './callback.ts'
import type { Delivered, Target } from './callback.ts'
import type { Message } from './chatLog.ts'
import { changeCard, sized } from './speech.ts'
import type { World } from './world.ts'

export interface AppEars {
  message(said: Message, userid: string): Promise<Delivered>
  /** An event of an entry of the menu, entering and so on. */
  event(userid: string, event: string, key?: string): Promise<Delivered>
  tap(message: Message, tapped: { key: string; by: string; selected: Record<string, string[]> }): Promise<Delivered>
  target(): Target
}

type Fields = [name: string, value: string | number][]

const inner = (fields: Fields): string =>
  fields.map(([name, value]) => `<${name}>${typeof value === 'number' ? value : `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`}</${name}>`).join('')

export function createAppEars(world: World): AppEars {
  const { corp } = world
  const target = (): Target => ({ url: corp.app.url, token: corp.app.token, aesKey: corp.app.aesKey, receiveId: corp.id, agentId: corp.app.agentId })

  const common = (userid: string): Fields => [
    ['ToUserName', corp.id],
    ['FromUserName', userid],
    ['CreateTime', Math.floor(world.now() / 1000)],
  ]

  async function bring(userid: string, fields: Fields, more = '', card?: Message): Promise<Delivered> {
    const body = inner([...common(userid), ...fields, ['AgentID', corp.app.agentId]])
    const delivered = await deliver(world, target(), `<xml>${body}${more}</xml>`)
    if (delivered.reply !== '') take(userid, delivered.reply, card)
    return delivered
  }

  function take(userid: string, reply: string, card: Message | undefined): void {
    const kind = xmlField(reply, 'MsgType')
    if (kind === 'text') {
      const text = sized(xmlField(reply, 'Content'), 2048)
      world.log.add({ id: `passive${world.next()}`, at: world.now(), chat: userid, with: { app: corp.app.agentId }, by: { app: corp.app.agentId }, kind, text, mentioned: [], via: 'passive reply' })
    } else if (card && (kind === 'update_button' || kind === 'update_template_card')) {
      const { task_id, main_title } = card.card ?? {}
      const title = xmlField(xmlField(reply, 'MainTitle'), 'Title')
      changeCard(world, card, { card_type: 'text_notice', task_id, main_title: title ? { title } : main_title, sub_title_text: xmlField(reply, 'ReplaceName') }, [userid])
    } else throw new Error(`WeCom does not take this passive reply: ${reply.slice(0, 200)}`)
  }

  return {
    target,
    message(said, userid) {
      const content: Fields = said.kind === 'image' ? [['PicUrl', `${world.base}/picture`], ['MediaId', `pic${said.id}`]] : [['Content', said.text]]
      // Above 2^53: digits that no JavaScript number holds.
      return bring(userid, [['MsgType', said.kind], ...content], `<MsgId>${said.id}</MsgId>`)
    },
    event: (userid, event, key = '') => bring(userid, [['MsgType', 'event'], ['Event', event], ['EventKey', key]]),
    tap(message, { key, by, selected }) {
      const code = `RC${world.next()}`
      world.cardCodes.set(code, { message, at: world.now(), used: false })
      const items = Object.entries(selected).map(([question, ids]) => {
        const options = ids.map((id) => inner([['OptionId', id]])).join('')
        return `<SelectedItem>${inner([['QuestionKey', question]])}<OptionIds>${options}</OptionIds></SelectedItem>`
      })
      const fields: Fields = [
        ['MsgType', 'event'],
        ['Event', 'template_card_event'],
        ['EventKey', key],
        ['TaskId', message.card?.task_id ?? ''],
        ['CardType', message.card?.card_type ?? ''],
        ['ResponseCode', code],
      ]
      return bring(by, fields, items.length > 0 ? `<SelectedItems>${items.join('')}</SelectedItems>` : '', message)
    },
  }
}
