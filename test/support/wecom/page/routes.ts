/** A page to look at the fake's chats and speak as any member; for `npm run fake-wecom`. */
import { readFile } from 'node:fs/promises'
import { tappable } from '../cards.ts'
import type { Message } from '../chatLog.ts'
import type { Fault } from '../faults.ts'
import type { Call, Route, Routes } from '../http.ts'
import { Plain } from '../http.ts'
import type { FakeWecom } from '../index.ts'
import { asText } from '../world.ts'

/** What the page can switch on and off. */
const mishaps: Record<string, Fault> = {
  refusePushes: { on: 'aibot_send_msg', effect: { errcode: 846607 } },
  slow: { on: '*', effect: { slowMs: 3000 } },
  failing: { on: '*', effect: { status: 500 } },
}

export function pageRoutes(wecom: FakeWecom): Routes {
  const { corp } = wecom
  const lifts = new Map<string, () => void>()

  const speaker = ({ by }: Message): string => {
    if ('member' in by) return corp.members.get(by.member) ?? by.member
    if ('bot' in by) return corp.bots.find(({ id }) => id === by.bot)?.name ?? by.bot
    return 'app' in by ? '自建应用' : '群机器人'
  }

  /** A message as one member sees it. */
  function shown(message: Message, as: string) {
    const card = message.cardFor[as] ?? message.card
    const { id, at, kind, text, via, finished, quote } = message
    return { id, at, kind, text, via, finished, quote: quote?.text, who: speaker(message), own: 'member' in message.by, buttons: card ? tappable(card) : [] }
  }

  function state({ query }: Call) {
    const [place, as] = [query.get('place') ?? '', query.get('as') ?? '']
    // Who looks is who is in the client when a page asks for a log-in.
    if (as !== '') wecom.signIn(as)
    const app = query.get('to') === 'app'
    const known = place === '' ? [] : wecom.chat(place).filter((message) => message.with === undefined || 'app' in message.with === app)
    return {
      members: [...corp.members].map(([id, name]) => ({ id, name })),
      groups: corp.groups.map(({ chatid, name }) => ({ chatid, name })),
      bots: corp.bots.map(({ id, name, mode }) => ({ id, name, mode, connected: wecom.connected(id) })),
      menu: wecom.menu(),
      mishaps: Object.keys(mishaps).map((name) => ({ name, on: lifts.has(name) })),
      messages: known.map((message) => shown(message, as)),
    }
  }

  async function say({ body }: Call) {
    const [from, text, group, to] = [body['from'], body['text'], body['group'], body['to']].map(asText) as [string, string, string, string]
    await wecom.say({ from, text, ...(group && { group }), ...(to && { to }) })
  }

  async function tap({ body }: Call) {
    const message = wecom.chat(asText(body['place'])).find(({ id }) => id === body['id'])
    if (message) await wecom.tap(message, asText(body['key']), asText(body['as']))
  }

  function mishap({ body }: Call): void {
    const name = asText(body['name'])
    const fault = mishaps[name]
    const lift = lifts.get(name)
    if (name === 'kick') wecom.kick()
    if (name === 'drop') wecom.drop()
    if (lift) lift()
    if (lift) lifts.delete(name)
    else if (fault) lifts.set(name, wecom.fault(fault))
  }

  /** What goes wrong here is told on the page. */
  const told = (act: (call: Call) => unknown): Route => ({
    own: true,
    async answer(call) {
      try {
        return (await act(call)) ?? {}
      } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) }
      }
    },
  })

  return {
    'GET /': { own: true, answer: async () => new Plain(200, { 'Content-Type': 'text/html; charset=utf-8' }, await readFile(new URL('page.html', import.meta.url))) },
    'GET /fake/state': told(state),
    'POST /fake/say': told(say),
    'POST /fake/tap': told(tap),
    'POST /fake/enter': told(({ body }) => wecom.enter(asText(body['as']))),
    'POST /fake/menu': told(({ body }) => wecom.appEvent(asText(body['as']), 'click', asText(body['key']))),
    'POST /fake/mishap': told(mishap),
  }
}
