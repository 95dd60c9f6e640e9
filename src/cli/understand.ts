/** npm run understand; see understandProgram. */
import { runProgram } from './files.ts'
import { understandProgram } from './understandProgram.ts'

await runProgram(understandProgram)
