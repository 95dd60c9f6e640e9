/** Who issues a unit's bulletin. */
import type { Who } from '../../domain/roles.ts'

/** The office: those who write for the unit. */
export const office: Who = { roles: ['admin', 'cadre'], mode: 'write' }
