/** `node scripts/program.mjs SOURCE ARGS`: runs a module of ours as `node SOURCE ARGS` would if Node could read it. Without SOURCE all is only made ready. */
import { pathToFileURL } from 'node:url'
import { compiled } from './lib/compile.mjs'

const [, , source] = process.argv
const file = await compiled(source ?? '')
if (source !== undefined) {
  process.setSourceMapsEnabled(true)
  process.argv.splice(1, 2, file)
  await import(pathToFileURL(file).href)
}
