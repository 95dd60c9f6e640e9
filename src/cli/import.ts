/** npm run import; see importProgram. */
import { runProgram } from './files.ts'
import { importProgram } from './importProgram.ts'

await runProgram(importProgram)
