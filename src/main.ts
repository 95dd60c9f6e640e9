/** The product's process: runs it, and says why when it cannot. */
import { ConfigError } from './config.ts'
import { NewerEntry } from './ledger/upcast.ts'
import { UnfitRedis } from './redis/check.ts'
import { run } from './run.ts'
import { SetupProblems } from './setup/setup.ts'
import { PortInUse } from './web/server.ts'

/** Exit code of a configuration that cannot work: starting again would not help. */
const unusable = 78

run().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof SetupProblems || error instanceof UnfitRedis || error instanceof NewerEntry || error instanceof PortInUse
  console.error(known ? error.message : error)
  process.exit(known ? unusable : 1)
})
