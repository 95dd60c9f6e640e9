/** The first admin's own unit, where no unit is known yet: it comes into being with them. */
import { SayToUser } from '../../domain/errors.ts'
import { create, type Change } from '../../domain/record.ts'
import { unit, unitKinds, type UnitData, type UnitKind } from '../../domain/records/directory.ts'
import { guessKind } from '../../domain/unitKind.ts'
import { lastPart, lineage } from '../../domain/unitPath.ts'

/**
 * The unit of a path as typed (浙江省/宁波市) and those above it, the topmost first. `kind` is that of the unit itself; where it is
 * absent its name must tell it, as the names of those above must. Throws SayToUser where nothing tells a kind.
 */
export function firstUnits(typed: string, kind: UnitKind | undefined, now: number): { path: string; changes: Change[] } {
  const path = typed.split(/[/／]/).map((part) => part.trim()).filter(Boolean).join('/')
  if (path === '' || /[|\s]/.test(path)) throw new SayToUser(`“单位”没有看懂“${typed.slice(0, 40)}”，请写全名，如 单位:浙江省/宁波市。`, [], 'unit')
  const kindOf = (one: string): UnitKind | undefined => (one === path && kind !== undefined ? kind : guessKind(one, kindOf))
  const changes = lineage(path).map((own): Change => {
    const name = lastPart(own)
    const found = kindOf(own)
    if (found === undefined && own === path) throw new SayToUser(`看不出“${name}”是哪一类单位，请选一个：`, [...unitKinds], 'kind')
    if (found === undefined) throw new SayToUser(`看不出“${name}”是哪一类单位，请写全名，如 单位:浙江省/宁波市。`, [], 'unit')
    const data: UnitData = { path: own, kind: found, aliases: [] }
    return create(unit, { id: own, unit: own, data, now })
  })
  return { path, changes }
}
