/** A faults run in words: one line for each kind of mishap, then what came of it. */
import type { FaultsPlan, FaultsRun } from './faults.ts'
import { mishapKinds } from './mishaps.ts'

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

const at = (rising: readonly number[], share: number): number => rising[Math.min(rising.length - 1, Math.floor(share * rising.length))] ?? 0

/** What a kind has besides its count: how long it lasted, and what came of it. */
function detail(kind: string, { platform, redisEnds, mishaps }: FaultsRun, lasted: number): string {
  const { slow, errors, twice } = platform.counts
  const killed = mishaps.filter((one) => one.kind === 'kill redis').length
  const more: Record<string, string> = {
    'disk full': `redis ended ${redisEnds - killed} times`, 'platform slow': `${slow} answers late`, 'platform errors': `${errors} refused`, 'platform twice': `${twice} taken without a word`,
  }
  return kind.startsWith('kill') ? '' : `, ${seconds(lasted)} in all${more[kind] === undefined ? '' : `, ${more[kind]}`}`
}

export function spellRun(run: FaultsRun, { seed, groups }: Pick<FaultsPlan, 'seed' | 'groups'>): string[] {
  const { judgement, mishaps, talk, platform, evidence } = run
  const { waits, repeats, breaches } = judgement
  const { duplicates, replays, swapped, givenUp } = talk.counts
  const acknowledged = talk.said.filter((one) => one.acknowledged !== undefined).length
  const kinds = mishapKinds.map((kind) => {
    const all = mishaps.filter((one) => one.kind === kind)
    return `${kind}: ${all.length}${detail(kind, run, all.reduce((sum, { from, to }) => sum + to - from, 0))}`
  })
  return [
    `seed ${seed}, ${groups} groups, one redis, one web process, two workers`,
    ...kinds,
    `messages: ${acknowledged} of ${talk.said.length} acknowledged, ${givenUp} given up; sent again at once ${duplicates}, again later ${replays}, out of order ${swapped}`,
    `refused while redis was away: ${platform.counts.refusals}, the slowest after ${seconds(platform.counts.slowestRefusal)}`,
    `records: ${judgement.recorded} messages, each recorded once; ${judgement.bulletins} bulletins`,
    `answers: ${judgement.answered}; half within ${seconds(at(waits, 0.5))}, 99 in 100 within ${seconds(at(waits, 0.99))}, the last after ${seconds(at(waits, 1))}`,
    `shown again: ${repeats.crash} after a crash, ${repeats.platform} that the platform had not confirmed`,
    `settled ${seconds(run.settled)} after the last mishap; ledger ${evidence.link}, verify ${evidence.faults.length === 0 ? 'clean' : 'NOT clean'}`,
    ...(breaches.length === 0 ? ['nothing lost, nothing doubled'] : [`${breaches.length} breaches:`, ...breaches.map((line) => `  ${line}`)]),
  ]
}
