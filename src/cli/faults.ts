/** npm run faults; see faultsProgram. */
import { faultsProgram } from './faultsProgram.ts'
import { runProgram } from './files.ts'

await runProgram(faultsProgram)
