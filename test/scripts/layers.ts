import { readdirSync } from 'node:fs'

const TYPES = 'ledger/types.ts'

/** The layers with a place of their own; every other folder of src is an area of work. */
const NAMED = ['domain', 'grammar', 'ledger', 'bulletin', 'channels', 'queue', 'redis', 'setup', 'bot', 'web', 'transcript', 'cli']

/** What one area of work knows, shared by its commands and jobs. */
const areas = readdirSync(new URL('../../src', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !NAMED.includes(entry.name))
  .map(({ name }) => name)
  .toSorted()

const forWork = ['domain', 'grammar', TYPES, 'bulletin', ...areas]

/** Who may import what: folders, or single files of them (architecture: arrows are imports). Not listed, as they may import everything: main.ts and cli. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  queue: [],
  redis: [],
  ledger: ['domain'],
  bulletin: ['domain'],
  channels: ['domain', TYPES],
  grammar: ['domain', TYPES],
  setup: ['domain', 'grammar', 'ledger'],
  ...Object.fromEntries(areas.map((area) => [area, forWork])),
  commands: forWork,
  jobs: [...forWork, 'bot/job.ts'],
  bot: ['domain', 'grammar', 'ledger', 'bulletin', ...areas, 'channels/channel.ts', 'channels/split.ts'],
  web: ['domain', 'grammar', 'ledger', 'bulletin', ...areas, 'channels/channel.ts', 'channels/simulator/log.ts', 'channels/simulator/simulator.ts', 'bot/log.ts'],
  transcript: ['domain', 'grammar', 'ledger', 'bulletin', ...areas, 'bot', 'channels', 'setup'],
}

/** Where a layer lives. */
export const folderOf = (layer: string): string => (['commands', 'jobs'].includes(layer) ? layer : `src/${layer}`)

/** The rules that hold each layer to its arrows, for .oxlintrc.json. */
export function layerRules(): object[] {
  const layers = [...Object.keys(ARROWS), 'cli']
  const apart = Object.entries(ARROWS).filter(([layer]) => layer === areas[0] || !areas.includes(layer))
  return apart.map(([layer, may]) => {
    const members = layer === areas[0] ? areas : [layer]
    const files = may.filter((path) => path.endsWith('.ts'))
    const inPart = [...new Set(files.map((path) => path.split('/')[0] ?? ''))]
    const never = layers.filter((other) => other !== layer && !may.includes(other) && !inPart.includes(other))
    const words = may.filter((name) => !areas.includes(name)).concat(may.includes(areas[0] ?? '') ? ['the areas of work'] : [])
    const message = `${members.length > 1 ? 'an area of work' : layer} may import ${words.join(', ') || 'nothing of ours'}: arrows are imports.`
    const patterns = [
      { regex: `^(\\.\\./)+(src/)?((${never.join('|')})/|(main|config|parent)\\.ts$)`, message },
      ...inPart.map((other) => {
        const exceptions = files.filter((path) => path.startsWith(`${other}/`)).map((path) => `!../**/${path}`)
        return { group: [`../**/${other}/**`, ...exceptions], message }
      }),
    ]
    return { files: members.map((member) => `${folderOf(member)}/**`), rules: { 'no-restricted-imports': ['error', { patterns }] } }
  })
}
