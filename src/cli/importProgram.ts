/** Brings the exported history of an old group into the records. */
import type { Directory, Group } from '../domain/directory.ts'
import { kinds } from '../domain/records/index.ts'
import { clockOf, dayOf } from '../domain/time.ts'
import { createLease } from '../ledger/lease.ts'
import { layoutOf } from '../ledger/layout.ts'
import { openLedger } from '../ledger/ledger.ts'
import { loadParts } from '../parts.ts'
import { reachRedis } from '../redis/reach.ts'
import { knownWorkspace } from '../start.ts'
import { decodeText } from '../transcript/decode.ts'
import { mergeTranscripts } from '../transcript/format.ts'
import { bringIn } from '../transcript/history.ts'
import type { Fate } from '../transcript/history.ts'
import { parseTranscript } from '../transcript/parse.ts'
import type { Line } from '../transcript/transcript.ts'
import { readInput, redisUrl } from './files.ts'
import { defineProgram } from './program.ts'

/** Messages listed one by one; the rest is counted. */
const listed = 100

function groupNamed(name: string, { groups }: Directory): Group {
  const found = groups.find((group) => group.name === name || group.id === name)
  if (!found) throw new Error(`没有群“${name}”，现有：${groups.map((group) => group.name).join('、') || '（无）'}`)
  return found
}

/** The messages of the chat that is meant: the one of the group's name, else the only one in the file. */
function linesOf(lines: readonly Line[], group: Group): Line[] {
  const chats = [...new Set(lines.map(({ chat }) => chat))]
  const chat = chats.includes(group.name) ? group.name : chats.length === 1 ? chats[0] : undefined
  if (chat === undefined) throw new Error(`文件里没有“${group.name}”的记录，只有：${chats.join('、') || '（空）'}`)
  return lines.filter((line) => line.chat === chat)
}

const spell = ({ line: { at, name, id, line } }: Fate, what: string): string => `  第${line}行 ${dayOf(at)} ${clockOf(at)} ${name}(${id})：${what}`

/** The list of one sort of fates, cut where it gets long. */
function list(title: string, lines: string[]): string[] {
  if (lines.length === 0) return []
  const more = lines.length > listed ? [`  …另有 ${lines.length - listed} 条`] : []
  return [`${title} ${lines.length} 条：`, ...lines.slice(0, listed), ...more]
}

function report(fates: readonly Fate[], group: Group): string {
  const taken = fates.flatMap((fate) => (fate.what === 'taken' ? [spell(fate, fate.answer)] : []))
  const passed = fates.flatMap((fate) => (fate.what === 'passed' ? [spell(fate, fate.reason)] : []))
  const count = (what: Fate['what']) => fates.filter((fate) => fate.what === what).length
  return [
    `${group.name}：读到 ${fates.length} 条，带入 ${taken.length} 条，略过 ${passed.length} 条，以前已处理 ${count('known')} 条，日常聊天 ${count('chat')} 条（不保存）`,
    ...list('带入', taken),
    ...list('略过', passed),
  ].join('\n')
}

/** Commands and forms in a file become records of then, nothing is posted; prints a summary. */
export const importProgram = defineProgram({
  name: 'import',
  silent: true,
  takes: '记录.txt（- 为标准输入）',
  summary: '把旧群导出的聊天记录带进来：指令和表单按原来的时间记录，什么也不发，再运行一次不会重复。',
  options: { group: { type: 'string', value: '群名', does: '记录属于哪个群，必须写' } },
  async run({ values, positionals, usage }, at) {
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0 || !values.group) throw new Error(usage)
    const { name, bytes } = await readInput(path, at)
    const transcript = mergeTranscripts([parseTranscript(decodeText(bytes, name), name)])
    const redis = await reachRedis(redisUrl(at))
    try {
      const workspace = await knownWorkspace(redis, at.env['WORKSPACE'] || undefined)
      if (workspace === undefined) throw new Error('还没有试点，或不只一个：请先装入设置文件（npm run setup），或设置 WORKSPACE')
      const ledger = openLedger(redis, { workspace, kinds, layout: layoutOf(kinds) })
      const group = groupNamed(values.group, (await ledger.view()).directory)
      const deps = { ledger, lease: createLease(redis, workspace), parts: await loadParts(), group, now: Date.now() }
      at.print(`${report(await bringIn(linesOf(transcript, group), deps), group)}\n`)
    } finally {
      redis.disconnect()
    }
  },
})
