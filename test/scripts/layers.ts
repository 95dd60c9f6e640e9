const TYPES = 'ledger/types.ts'

const forWork = ['domain', 'grammar', TYPES, 'bulletin', 'work']

/** Who may import what: folders, or single files of them (architecture: arrows are imports). Not listed, as they may import everything: app, main.ts, run.ts and cli. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  queue: [],
  redis: [],
  ledger: ['domain'],
  backup: ['domain', 'ledger'],
  bulletin: ['domain'],
  picture: ['domain'],
  channels: ['domain', TYPES],
  grammar: ['domain', TYPES],
  metrics: ['channels/channel.ts', 'bot/observer.ts', 'bot/log.ts', 'domain'],
  setup: ['domain', 'grammar', 'ledger'],
  work: forWork,
  commands: forWork,
  jobs: [...forWork, 'bot/job.ts'],
  bot: ['domain', 'grammar', 'ledger', 'bulletin', 'picture', 'work', 'channels/channel.ts', 'channels/split.ts'],
  web: ['domain', 'grammar', 'ledger', 'bulletin', 'work', 'channels/channel.ts', 'channels/simulator/log.ts', 'channels/simulator/simulator.ts', 'bot/log.ts', 'metrics'],
  transcript: ['domain', 'grammar', 'ledger', 'bulletin', 'work', 'bot', 'channels', 'setup'],
}

/** Where a layer lives. */
export const folderOf = (layer: string): string => (['commands', 'jobs'].includes(layer) ? layer : `src/${layer}`)

/** The rules that hold each layer to its arrows, for .oxlintrc.json. */
export function layerRules(): object[] {
  const layers = [...Object.keys(ARROWS), 'app', 'cli']
  return Object.entries(ARROWS).map(([layer, may]) => {
    const files = may.filter((path) => path.endsWith('.ts'))
    const inPart = [...new Set(files.map((path) => path.split('/')[0] ?? ''))]
    const never = layers.filter((other) => other !== layer && !may.includes(other) && !inPart.includes(other))
    const message = `${layer} may import ${may.join(', ') || 'nothing of ours'}: arrows are imports.`
    const patterns = [
      { regex: `^(\\.\\./)+(src/)?((${never.join('|')})/|(main|run|config|parent)\\.ts$)`, message },
      ...inPart.map((other) => {
        const exceptions = files.filter((path) => path.startsWith(`${other}/`)).map((path) => `!../**/${path}`)
        return { group: [`../**/${other}/**`, ...exceptions], message }
      }),
    ]
    return { files: [`${folderOf(layer)}/**`], rules: { 'no-restricted-imports': ['error', { patterns }] } }
  })
}
