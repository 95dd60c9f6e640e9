/** Who may do what about the rotating chair. */
import { committeeOf } from '../../domain/committee.ts'
import { SayToUser } from '../../domain/errors.ts'
import { readers as withRole, type Who } from '../../domain/roles.ts'
import { dayOf } from '../../domain/time.ts'
import type { Context } from '../../grammar/command.ts'
import { demand } from '../../grammar/demand.ts'
import type { View } from '../../ledger/types.ts'

/** Everyone with a role sees who chairs: leaders below them, contacts in their own committee. */
export const readers: Who = { ...withRole, chair: true, committee: true }

/** Terms are planned by the committee's cadres (its secretariat) and by the sitting chair, whose right it is to plan. */
export const planners: Who = { roles: ['admin', 'cadre'], mode: 'write', chair: true }

/** What a member unit does about its own term: its contacts, or for them the cadres above. */
export const holders: Who = { roles: ['admin', 'cadre', 'contact'], mode: 'write' }

/** The committee meant by a command: the given unit's, else that of the unit the command is for. */
export function theCommittee(ctx: Context, view: View, unit: string | undefined): string {
  const path = unit ?? ctx.unit?.path
  const committee = path === undefined ? undefined : committeeOf(view.directory, path)
  if (committee === undefined) throw new SayToUser('请写明是哪个街道的共建委员会，如 单位:中河街道')
  return committee
}

/** Refuses unless the sender may read about a committee. */
export function demandReading(ctx: Context, view: View, committee: string): void {
  const posts = ctx.sender ? view.directory.postsOf(ctx.sender, dayOf(ctx.now)) : []
  // A member unit may lie deeper than right below the street.
  if (posts.some((post) => post.roles.includes('contact') && committeeOf(view.directory, post.unit) === committee)) return
  demand(ctx, view, readers, committee)
}
