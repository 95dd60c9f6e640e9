import { refuseOldNode } from './lib/node-version.mjs'

refuseOldNode()
// Only now: older versions of Node could not even read what follows.
import('./lib/instance.mjs').then(({ runInstance }) => runInstance()).then((code) => process.exit(code))
