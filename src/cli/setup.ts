/** npm run setup; see setupProgram. */
import { runProgram } from './files.ts'
import { setupProgram } from './setupProgram.ts'

await runProgram(setupProgram)
