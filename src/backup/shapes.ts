/** The lines of backup files and of sealed years, one JSON object each. */
import { z } from 'zod'

/** The newest form of files this program reads. 2: lines of what all workspaces share. */
export const format = 2
/** What sealed years, and backups with nothing of the kind, are written as: programs of before read them too. */
export const firstFormat = 1

/** Head of a backup: everything that follows it is one workspace after another. */
const backup = z.object({
  t: z.literal('backup'), format: z.number(),
  /** When it was made, ms. */
  made: z.number(),
  /** Names of the workspaces that this Redis serves. */
  workspaces: z.array(z.string()),
})
/** Something that all workspaces share, after the head: a text, or fields of a hash; `key` is what follows the common prefix. */
const shared = z.object({ t: z.literal('shared'), key: z.string().regex(/^wechaty:\w+$/), value: z.union([z.string(), z.array(z.tuple([z.string(), z.string()])).min(1)]) })
/** Head of a sealed year. */
const year = z.object({ t: z.literal('year'), format: z.number(), made: z.number(), workspace: z.string(), year: z.string() })
/** One workspace begins. */
const workspace = z.object({ t: z.literal('workspace'), name: z.string() })
/** An entry of the ledger, as it stands in the stream of its year. */
const entry = z.object({ t: z.literal('entry'), seq: z.number().int(), year: z.string().regex(/^\d{4}$/), body: z.string(), numbers: z.string(), link: z.string() })
/** Part of a value beside the streams; `key` is what follows the workspace's prefix. A large one is spread over several lines. */
const hash = z.object({ t: z.literal('hash'), key: z.string(), fields: z.array(z.tuple([z.string(), z.string()])) })
const list = z.object({ t: z.literal('list'), key: z.string(), items: z.array(z.string()) })
const set = z.object({ t: z.literal('set'), key: z.string(), members: z.array(z.string()) })
const sorted = z.object({ t: z.literal('sorted'), key: z.string(), members: z.array(z.tuple([z.string(), z.string()])) })
const stream = z.object({ t: z.literal('stream'), key: z.string(), items: z.array(z.tuple([z.string(), z.array(z.string())])) })
/** A workspace is whole: it is as it was when its ledger ended here; of its entries so many stand in this file. */
const done = z.object({ t: z.literal('done'), name: z.string(), seq: z.number().int(), link: z.string(), entries: z.number().int() })
/** The last line: how many stand before it, and the SHA-256 of them with their line ends. */
const end = z.object({ t: z.literal('end'), lines: z.number().int(), sha256: z.string() })

const value = z.discriminatedUnion('t', [hash, list, set, sorted, stream])
export const line = z.discriminatedUnion('t', [backup, shared, year, workspace, entry, value, done, end])

export type Line = z.infer<typeof line>
export type SharedLine = z.infer<typeof shared>
export type EntryLine = z.infer<typeof entry>
export type ValueLine = z.infer<typeof value>
