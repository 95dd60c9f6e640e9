import type { Who } from '../../domain/roles.ts'

/** Who keeps a unit's groups and its branch of the tree. */
export const keepers: Who = { roles: ['admin', 'cadre'], mode: 'write' }
