/** A made-up pilot of so many streets, each with a group in which its secretary speaks. */
import { kinds } from '../../domain/records/index.ts'
import type { LedgerOptions } from '../../ledger/ledger.ts'
import { openLedger } from '../../ledger/ledger.ts'
import type { Ledger } from '../../ledger/types.ts'
import type { Redis } from 'ioredis'
import { loadSetup } from '../../setup/load.ts'
import { parseSetup } from '../../setup/yaml.ts'

export interface Street {
  path: string
  group: string
  /** Who speaks there: id on the simulator and in the records. */
  sender: string
}

const inCity = 25

/** Streets in the order of their cities, 25 in each. */
export const streetsOf = (count: number): Street[] =>
  Array.from({ length: count }, (_, i) => {
    const city = `第${Math.floor(i / inCity) + 1}市`
    return { path: `浙江省/${city}/${city.slice(0, -1)}区/第${i + 1}街道`, group: `第${i + 1}街道工作群`, sender: `s${i + 1}` }
  })

function setupText(workspace: string, streets: readonly Street[]): string {
  const groups = streets.map(({ path, group }) => `  - { name: ${group}, unit: ${path} }`)
  return [
    `workspace: ${workspace}`, 'name: 浙江省街道团建试点', 'office: 共青团浙江省委城市青年工作部', 'bot: { names: [团讯] }', 'units:',
    ...streets.map(({ path }) => `  - { path: ${path}, kind: 街道 }`),
    'people:', '  - { id: office, name: 李欣, unit: 浙江省, title: 部长, roles: [管理员] }',
    ...streets.map(({ path, sender }, i) => `  - { id: ${sender}, name: 书记${i + 1}, unit: ${path}, title: 团工委书记, roles: [团干部] }`),
    'groups:', '  - { name: 全省工作群, unit: 浙江省 }', ...groups, 'weeklyReport: { due: 周五 17:00, from: [街道] }', '',
  ].join('\n')
}

/** Opens a workspace of these streets, as of `now` (ms). */
export async function openStreets(redis: Redis, workspace: string, streets: readonly Street[], now: number, options: Partial<LedgerOptions> = {}): Promise<Ledger> {
  const ledger = openLedger(redis, { workspace, kinds, ...options })
  await loadSetup(ledger, parseSetup(setupText(workspace, streets), 'bench.yaml'), now)
  return ledger
}
