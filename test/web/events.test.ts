import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Room } from '../../src/web/tryout/rooms.ts'
import { startWeb } from '../../src/web/server.ts'
import { tryoutApi } from '../../src/web/tryout/api.ts'
import { eventually } from '../support/eventually.ts'

type Watcher = Parameters<Room['chatLog']['watch']>[0]

/** The live events of a chat log that begins to be watched when it is told to. */
async function scene() {
  const watchers: { changed: Watcher; begin(): void }[] = []
  const stop = vi.fn<() => Promise<void>>(async () => {})
  const chatLog = { watch: (changed: Watcher) => new Promise((resolve) => watchers.push({ changed, begin: () => resolve(stop) })) }
  const rooms = [{ workspace: 'one', chatLog }] as unknown as Room[]
  const error = vi.fn<() => void>()
  const log = { info() {}, warn() {}, error }
  const web = await startWeb({ host: '127.0.0.1', port: 0, routers: [tryoutApi({ rooms, commands: () => [], log, now: () => 0 })], log })
  onTestFinished(() => web.close())
  /** Asks for the events; `leave` goes as a browser does that loads another page. */
  const ask = async () => {
    const socket = connect(Number(new URL(web.url).port), '127.0.0.1')
    const read: string[] = []
    socket.on('data', (data) => read.push(data.toString()))
    const known = watchers.length
    socket.write('GET /tryout/events HTTP/1.1\r\nHost: x\r\n\r\n')
    await eventually(() => expect(watchers).toHaveLength(known + 1))
    const leave = async () => {
      socket.destroy()
      await once(socket, 'close')
      // The other side hears of it in a turn of its own.
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return { read, leave, ...(watchers[known] as (typeof watchers)[number]) }
  }
  return { ask, stop, error }
}

test('a page that is left before the chats are watched ends nothing but its own events', async () => {
  const { ask, stop, error } = await scene()
  const first = await ask()
  await first.leave()
  first.begin()
  await eventually(() => expect(stop).toHaveBeenCalledOnce())
  first.changed('g:群')
  const second = await ask()
  second.begin()
  await eventually(() => expect(second.read.join('')).toContain(': hello'))
  second.changed('g:群')
  await eventually(() => expect(second.read.join('')).toContain('data: {"place":"g:群"}'))
  await second.leave()
  second.changed('g:群')
  await eventually(() => expect(stop).toHaveBeenCalledTimes(2))
  expect(error).not.toHaveBeenCalled()
})
