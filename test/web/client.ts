/** Talks with the try-out interface as a program would. */
import { expect } from 'vitest'
import type { ShownLine } from '../../src/web/tryout/shapes.ts'

export interface Client {
  /** POSTs a body; answers status and JSON. */
  post(body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: { error?: string } }>
  /** Types as somebody in a group (null: in private) and expects that it is taken. */
  type(sender: string, group: string | null, text: string, more?: { id?: string; quote?: string }): Promise<string>
  lines(group: string | { person: string }, after?: number): Promise<ShownLine[]>
  /** Waits until the bot has said so many lines in a place; answers them. */
  answers(group: string | { person: string }, many: number): Promise<ShownLine[]>
}

let count = 0

export function clientOf(url: () => string): Client {
  const post: Client['post'] = async (body, headers = { 'Content-Type': 'application/json' }) => {
    const response = await fetch(`${url()}/tryout/messages`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as { error?: string } }
  }
  const lines: Client['lines'] = async (group, after = 0) => {
    const query = new URLSearchParams({ ...(typeof group === 'string' ? { group } : group), after: String(after) })
    const response = await fetch(`${url()}/tryout/messages?${query}`)
    expect(response.status).toBe(200)
    return ((await response.json()) as { messages: ShownLine[] }).messages
  }
  return {
    post,
    lines,
    async type(sender, group, text, { id = `t${++count}`, quote } = {}) {
      const { status } = await post({ id, group: group ?? '', sender, text, ...(quote === undefined ? {} : { quote }) })
      expect(status).toBe(202)
      return id
    },
    async answers(group, many) {
      const bots = async () => (await lines(group)).filter(({ bot }) => bot)
      await expect.poll(async () => (await bots()).length, { interval: 40 }).toBeGreaterThanOrEqual(many)
      return bots()
    },
  }
}
