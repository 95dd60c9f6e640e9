/** The thread that draws: begun when it is needed, ended when nothing is asked of it for a while, so that its memory is given back. */
import { Worker } from 'node:worker_threads'

export interface Drawing {
  svg: string
  /** Of the font: its file and its name. */
  path: string
  family: string
}

/** Longest time for one, ms. */
const patience = 30_000
/** How long it waits for the next, ms. */
const idle = 10_000

/** One picture by a thread that draws nothing else meanwhile. */
function drawnBy(thread: Worker, drawing: Drawing): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer)
      for (const [event, heed] of heeded) thread.off(event, heed)
      act()
    }
    const heeded = [
      ['message', (png: Uint8Array) => settle(() => resolve(png))],
      ['error', (error: Error) => settle(() => reject(error))],
      ['exit', () => settle(() => reject(new Error('the thread has ended')))],
    ] as const
    const timer = setTimeout(() => settle(() => reject(new Error('it took too long'))), patience)
    for (const [event, heed] of heeded) thread.on(event, heed)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
    thread.postMessage(drawing)
  })
}

/** Tells when it is gone. What fails is told to whoever waits for a picture. */
function begin(gone: () => void): Worker {
  const thread = new Worker(new URL('./draw.mjs', import.meta.url))
  return thread.once('exit', gone).on('error', () => {})
}

/** Draws one page after another, a PNG each. Rejects with an Error when it cannot; the next is drawn by a new thread. */
export function openThread(): (drawing: Drawing) => Promise<Uint8Array> {
  let thread: Worker | undefined
  let ending: NodeJS.Timeout | undefined
  const end = () => {
    void thread?.terminate()
    thread = undefined
  }
  return async (drawing) => {
    clearTimeout(ending)
    const own: Worker = (thread ??= begin(() => {
      if (thread === own) thread = undefined
    }))
    try {
      const png = await drawnBy(own, drawing)
      ending = setTimeout(end, idle)
      ending.unref()
      return png
    } catch (error) {
      end()
      throw error
    } finally {
      // A process that is to end does not wait for it.
      own.unref()
    }
  }
}
