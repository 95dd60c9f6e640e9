/** npm run fake-wecom; see fakeWecomProgram. It runs until it is stopped. */
import { fakeWecomProgram } from './fakeWecomProgram.ts'
import { runProgram } from './files.ts'

await runProgram(async (at) => void (await fakeWecomProgram(at)))
