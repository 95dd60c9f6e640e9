/** npm run replay; see replayProgram. */
import { runProgram } from './files.ts'
import { replayProgram } from './replayProgram.ts'

await runProgram(replayProgram)
