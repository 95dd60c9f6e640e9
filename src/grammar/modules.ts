/** Modules that are found, not listed: one file for each command, one for each job. */
import { readdir } from 'node:fs/promises'
import { extname } from 'node:path'

// TypeScript in tests, JavaScript once compiled: what this module is, they are.
const extension = extname(new URL(import.meta.url).pathname)

/** Every module under a folder, deeper ones included, in the order of their paths; `file` is the path within the folder without its extension. */
export async function loadModules<T>(folder: URL): Promise<{ file: string; module: T }[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(extension)).sort()
  return Promise.all(files.map(async (file) => ({ file: file.slice(0, -extension.length), module: (await import(new URL(file, folder).href)) as T })))
}
