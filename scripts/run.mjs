import { refuseOldNode } from './lib/node-version.mjs'

refuseOldNode()
const [, , name, ...args] = process.argv
// Only now: older versions of Node could not even read what follows.
import('./lib/run-program.mjs').then(({ runProgram }) => runProgram(name, args)).then((code) => process.exit(code))
