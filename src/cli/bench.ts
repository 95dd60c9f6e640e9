/** npm run bench; see benchProgram. */
import { benchProgram } from './benchProgram.ts'
import { runProgram } from './files.ts'

await runProgram(benchProgram)
