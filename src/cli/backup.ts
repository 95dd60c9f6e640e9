/** npm run backup; see backupProgram. */
import { runProgram } from './files.ts'
import { backupProgram } from './backupProgram.ts'

await runProgram(backupProgram)
