/** npm run seal; see sealProgram. */
import { runProgram } from './files.ts'
import { sealProgram } from './sealProgram.ts'

await runProgram(sealProgram)
