/** npm run soak; see soakProgram. */
import { runProgram } from './files.ts'
import { soakProgram } from './soakProgram.ts'

await runProgram(soakProgram)
