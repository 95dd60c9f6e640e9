/** npm run verify; see verifyProgram. */
import { runProgram } from './files.ts'
import { verifyProgram } from './verifyProgram.ts'

await runProgram(verifyProgram)
