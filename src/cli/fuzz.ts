/** npm run fuzz; see fuzzProgram. */
import { runProgram } from './files.ts'
import { fuzzProgram } from './fuzzProgram.ts'

await runProgram(fuzzProgram)
