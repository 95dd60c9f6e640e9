/** What the page asks of the server. */
import type { ShownLine, World } from '../shapes.ts'

/** A refusal: sending the same again would not help. Anything else that is thrown may pass. */
export class Refused extends Error {
  override name = 'Refused'
}

export interface Posted {
  id: string
  group: string
  sender: string
  text: string
  quote?: string | undefined
}

/** `g:<group>` or `p:<sender>`, as the server's events name them. */
export const groupPlace = (name: string): string => `g:${name}`
export const privatePlace = (person: string): string => `p:${person}`

async function answerOf(response: Response): Promise<unknown> {
  if (response.ok) return response.json()
  const { error } = (await response.json().catch(() => ({}))) as { error?: string }
  const why = error ?? `服务器答复 ${response.status}`
  throw response.status < 500 ? new Refused(why) : new Error(why)
}

/** Longest wait for an answer, ms. */
const patience = 10_000
/** The workspace that the page's address names goes along with every request; none: the first. */
const addressOf = (path: string, query: Record<string, string> = {}): string => {
  const workspace = new URLSearchParams(location.search).get('workspace')
  const all = new URLSearchParams({ ...query, ...(workspace ? { workspace } : {}) })
  return all.size > 0 ? `${path}?${all}` : path
}
const ask = (path: string, init: RequestInit = {}) => fetch(path, { ...init, signal: AbortSignal.timeout(patience) }).then(answerOf)

export const getWorld = async (): Promise<World> => (await ask(addressOf('/tryout/world'))) as World

/** Resolves when the message is safe. */
export const postMessage = async (message: Posted): Promise<void> =>
  void (await ask(addressOf('/tryout/messages'), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(message) }))

export async function getLines(place: string, after: number): Promise<ShownLine[]> {
  const query = { [place.startsWith('g:') ? 'group' : 'person']: place.slice(2), after: String(after) }
  const { messages } = (await ask(addressOf('/tryout/messages', query))) as { messages: ShownLine[] }
  return messages
}

/** Tells of places where something new was said (nothing: anywhere), and whether the connection lives. The browser reconnects by itself. */
export function listen(told: (place?: string) => void, alive: (yes: boolean) => void): void {
  const events = new EventSource(addressOf('/tryout/events'))
  events.addEventListener('message', ({ data }) => told((JSON.parse(String(data)) as { place?: string }).place))
  events.addEventListener('open', () => alive(true))
  events.addEventListener('error', () => {
    alive(false)
    // A server that answers with an error makes the browser give up.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => listen(told, alive), 2000)
  })
}
