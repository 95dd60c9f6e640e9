/** Paths of units, such as 浙江省/宁波市/鄞州区/中河街道: each stays as it was first filed, whatever the units in it are called since. */

/** The last part of a path: what the unit was called when it was entered. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The path of the unit above, or undefined at the top. */
export function parentPath(path: string): string | undefined {
  const cut = path.lastIndexOf('/')
  return cut < 0 ? undefined : path.slice(0, cut)
}

/** The paths of all units above and its own, from the top down. */
export function lineage(path: string): string[] {
  const parts = path.split('/')
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'))
}

/** Whether a unit is another one or lies below it. */
export const within = (path: string, top: string): boolean => path === top || path.startsWith(`${top}/`)
