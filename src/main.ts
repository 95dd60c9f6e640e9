/** The product's process: runs it, and says why when it cannot. */
import { ConfigError, unusable } from './config.ts'
import { NewerEntry } from './ledger/chain/upcast.ts'
import { UnfitRedis } from './redis/check.ts'
import { troubleOf } from './redis/trouble.ts'
import { run } from './run.ts'
import { SetupProblems } from './setup/setup.ts'
import { CannotListen } from './web/server.ts'

/** Only what it says and where it came from: an error of Redis carries the command, and so perhaps a password or somebody's words. */
function spell(error: unknown): string | undefined {
  if (!(error instanceof Error)) return String(error)
  const trouble = troubleOf(error)
  return trouble === undefined ? error.stack : `${trouble}\n${error.message}`
}

function end(error: unknown): void {
  const final = error instanceof ConfigError || error instanceof SetupProblems || error instanceof UnfitRedis || error instanceof NewerEntry || error instanceof CannotListen
  console.error(final ? error.message : spell(error))
  process.exit(final ? unusable : 1)
}

for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, end)
run().catch(end)
