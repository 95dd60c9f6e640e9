import type { EntryOf, ListName } from './schema.ts'

/** Where something stands in the file: keys and positions from its top, as in ['units', 3, 'kind']. */
export type Path = readonly (string | number)[]

/** How a file speaks of itself. */
export interface Source {
  /** Where a path stands: `pilot.yaml 第12行`. */
  place(path: Path): string
  /** A number that grows towards the end of the file. */
  position(path: Path): number
  /** What a path's last key is called: `kind` in YAML, 类别 in a workbook. */
  name(path: Path): string
  /** SHA-256 of the file, hex. */
  digest: string
}

/** A list's entries that could be read, each with its place in the file. */
export type Placed<T> = { entry: T; path: Path }[]
export type Lists = { [L in ListName]: Placed<EntryOf<L>> }
export type Complain = (path: Path, text: string) => void
