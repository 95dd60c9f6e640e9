/**
 * Journeys: transcripts that hold a whole expected conversation. What people say in them is replayed, and the printed conversation
 * must be the file, byte for byte. A folder under test/journeys is one pilot: its `pilot.yaml` is loaded for every `*.txt` in it.
 * UPDATE_JOURNEYS=1 writes what was printed into the files instead; read the difference before committing it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSetup } from '../../src/setup/yaml.ts'
import { formatTranscript } from '../../src/transcript/format.ts'
import { parseTranscript } from '../../src/transcript/parse.ts'
import { replay } from '../../src/transcript/replay.ts'
import { parts } from './parts.ts'
import { freshRedis } from './redis.ts'

export interface Journey {
  /** `zhonghe/first-week` */
  name: string
  file: string
  setup: string
}

/** All journeys under a folder, by name. */
export function findJourneys(folder: string): Journey[] {
  const pilots = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return pilots.flatMap(({ name: pilot }) =>
    readdirSync(join(folder, pilot))
      .filter((file) => file.endsWith('.txt'))
      .map((file) => ({ name: `${pilot}/${file.slice(0, -4)}`, file: join(folder, pilot, file), setup: join(folder, pilot, 'pilot.yaml') })),
  ).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Replays a journey; answers the conversation as printed, and as the file expects it. Throws for any program error on the way. */
export async function runJourney({ name, file, setup }: Journey, update = process.env['UPDATE_JOURNEYS'] === '1'): Promise<{ printed: string; expected: string }> {
  const expected = readFileSync(file, 'utf8')
  const { redis } = await freshRedis()
  const lines = parseTranscript(expected, name)
  const { messages, failures } = await replay(lines, { redis, parts, setup: parseSetup(readFileSync(setup, 'utf8'), `${name} pilot.yaml`) })
  if (failures.length > 0) throw new Error(failures.map(({ id, error }) => `${id} ${error}`).join('\n'))
  const printed = formatTranscript(messages)
  if (!update) return { printed, expected }
  writeFileSync(file, printed)
  return { printed, expected: printed }
}
