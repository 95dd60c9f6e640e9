/** What waits for somebody's answer: requests for /同意 and /不同意, and for admins people who want to be known. */
import type { Person } from '../../domain/directory.ts'
import { SayToUser } from '../../domain/errors.ts'
import type { Rec } from '../../domain/record.ts'
import { approval, deciderKey, type ApprovalData } from '../../domain/records/approval.ts'
import { joinRequest, type JoinData } from '../../domain/records/joinRequest.ts'
import { mayUse, type Who } from '../../domain/roles.ts'
import { dayOf } from '../../domain/time.ts'
import type { Context, Offer } from '../../grammar/command.ts'
import type { View } from '../../ledger/types.ts'

interface Asking {
  view: View
  ctx: Context
}

/** Who answers requests made of a unit. */
export const deciders: Who = { roles: ['admin', 'cadre', 'contact'], mode: 'write', chair: true }

const most = 5

const oldestFirst = <D>(found: Rec<D>[]): Rec<D>[] => [...new Map(found.map((one) => [one.id, one])).values()].sort((a, b) => a.at - b.at)

/**
 * Open requests that are a person's to answer, the oldest first: those made of them, of a unit at which they hold a role, and of a
 * committee that they chair. What is asked further down they may answer as well, but nobody waits for them there.
 */
export async function requestsFor(person: Person, { view, ctx: { now, chairs, sender } }: Asking): Promise<Rec<ApprovalData>[]> {
  const { directory } = view
  const on = dayOf(now)
  const chaired = person.id === sender?.id ? chairs : []
  const units = [...new Set([...directory.postsOf(person, on).map(({ unit }) => unit), ...chaired])]
  const theirs = units.filter((unit) => mayUse(deciders, { directory, person, unit, on, chairs: chaired }))
  const keys = [deciderKey({ person: person.id }), ...theirs.map((unit) => deciderKey({ unit }))]
  return oldestFirst((await Promise.all(keys.map((key) => view.list(approval, 'decider', key)))).flat())
}

/** People who wait to be let in at or below a unit of which a person is admin, the oldest first. */
export async function joinsFor(person: Person, { view, ctx: { now } }: Asking): Promise<Rec<JoinData>[]> {
  const units = view.directory.postsOf(person, dayOf(now)).filter(({ roles }) => roles.includes('admin')).map(({ unit }) => unit)
  return oldestFirst((await Promise.all([...new Set(units)].map((unit) => view.list(joinRequest, 'open', unit)))).flat())
}

const offered = <D>(found: Rec<D>[], title: (data: D) => string): Offer[] => found.slice(0, most).map(({ id, data }) => ({ number: id, title: title(data) }))

/** The requests that the sender may mean who names none. */
export const openRequests = async (asking: Asking): Promise<Offer[]> =>
  asking.ctx.sender ? offered(await requestsFor(asking.ctx.sender, asking), ({ asks }) => asks) : []

/** The people that the sender may mean who names none. */
export const openJoins = async (asking: Asking): Promise<Offer[]> =>
  asking.ctx.sender ? offered(await joinsFor(asking.ctx.sender, asking), ({ name, title }) => `${name}，${title}`) : []

/** Says that nothing of the sort waits for the sender, and what else does; a number is still an answer. */
export async function demandWaiting(sort: 'requests' | 'joins', asking: Asking): Promise<void> {
  const [requests, joins] = await Promise.all([openRequests(asking), openJoins(asking)])
  if ((sort === 'requests' ? requests : joins).length > 0) return
  const none = sort === 'requests' ? '没有等您答复的申请。' : '没有等您批准的登记。'
  const others = sort === 'requests' ? joins.map(({ number, title }) => `${title}，批准请发：/批准 ${number}`) : requests.map(({ number, title }) => `${title}，同意请发：/同意 ${number}`)
  throw new SayToUser([others.length > 0 ? `${none}等您答复的还有：` : none, ...others].join('\n'))
}
