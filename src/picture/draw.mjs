/**
 * Draws pictures in a thread of its own: each takes half a second in which nothing else would be heard. One at a time.
 * Plain JavaScript, since a thread begins with a file that Node 20 reads by itself.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { Resvg, initWasm } from '@resvg/resvg-wasm'

const ready = initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))

/** @param {{ svg: string, path: string, family: string }} asked */
parentPort?.on('message', async ({ svg, path, family }) => {
  await ready
  const picture = new Resvg(svg, { font: { fontBuffers: [readFileSync(path)], defaultFontFamily: family } })
  const drawn = picture.render()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  parentPort?.postMessage(drawn.asPng())
  drawn.free()
  picture.free()
})
