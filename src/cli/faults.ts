/** npm run faults; see faultsProgram. */
import { faultsProgram } from './faultsProgram.ts'
import { runProgram } from './files.ts'

await runProgram(faultsProgram)
// Connections that were cut in the middle of something may linger.
process.exit()
