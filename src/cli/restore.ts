/** npm run restore; see restoreProgram. */
import { runProgram } from './files.ts'
import { restoreProgram } from './restoreProgram.ts'

await runProgram(restoreProgram)
