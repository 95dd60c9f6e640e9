/** Reads lines from standard input (\n written in a line is a line break) and prints one JSON object a line: what the bot understands, as if the line were said in a group. */
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { instant } from '../domain/time.ts'
import { chineseCalendar } from '../domain/workCalendar.ts'
import type { Command } from '../grammar/command.ts'
import { understand } from '../grammar/parse.ts'
import { loadCommands } from '../grammar/registry.ts'
import { valueContext, workingDaysBy } from '../grammar/values/index.ts'
import { typedPath } from './files.ts'
import { printField, fieldForms, printUnderstood } from './printUnderstood.ts'
import { defineProgram } from './program.ts'
import { readSetup } from './readSetup.ts'

/** `2026-11-21 10:00` in Asia/Shanghai as ms. */
function readAt(text: string): number {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::\d{2})?)?$/.exec(text.trim()) ?? []
  const at = date === undefined ? NaN : instant(date, time)
  if (Number.isNaN(at)) throw new Error(`--at 应为“2026-11-21 10:00”这样的时间，收到：${text}`)
  return at
}

/** One line after the other; without --at it refuses, as the real clock is of no use to whoever compares what is printed. */
export const understandProgram = defineProgram({
  name: 'understand',
  silent: true,
  summary: '从标准输入一行一行地读（行内的 \\n 是换行），打印机器人怎样理解，每行一个 JSON。',
  options: {
    at: { type: 'string', value: '"2026-11-21 10:00"', does: '当作什么时候说的，必须写' },
    setup: { type: 'string', value: '试点.yaml', does: '先装入单位、人员、群和设置' },
    as: { type: 'string', value: 'ID', does: '谁说的；要同时用 --setup' },
    field: { type: 'string', value: fieldForms.join('|'), does: '不当消息，只当一项的内容来读' },
  },
  async run({ values }, surroundings) {
    const { print, stdin } = surroundings
    if (values.at === undefined) throw new Error('缺少 --at，例如 --at "2026-11-21 10:00"')
    const now = readAt(values.at)
    const form = fieldForms.find((one) => one === values.field)
    if (values.field !== undefined && form === undefined) throw new Error(`--field 应为 ${fieldForms.join('、')} 之一，收到：${values.field}`)
    const setup = values.setup === undefined ? undefined : await readSetup(typedPath(values.setup, surroundings), now)
    const sender = values.as === undefined ? undefined : setup?.person(values.as)
    if (values.as !== undefined && !sender) throw new Error(`--as：${setup ? `设置文件里没有“${values.as}”` : '要同时用 --setup 给出设置文件'}`)
    const context = valueContext(now, {
      ...(setup && { noon: setup.settings.noon, endOfWork: setup.settings.endOfWork }),
      addWorkingDays: workingDaysBy(chineseCalendar()),
    })
    const registry = form ? undefined : await loadCommands(new URL('../../commands/', import.meta.url))
    const near = sender && setup?.unit(sender.unit)
    for await (const line of createInterface({ input: Readable.from(stdin), crlfDelay: Infinity })) {
      if (!registry && form) {
        print(`${JSON.stringify(printField(line, form, context))}\n`)
        continue
      }
      if (!registry) continue
      const text = line.replaceAll('\\n', '\n')
      const at = {
        registry, botNames: setup?.settings.botNames ?? ['团讯', '小团'], fields: { values: context, directory: setup, sender, near },
        // Nothing is known of the chat: a plain 收到 is read as the answer it would be, with anything around it as chat.
        open: ({ words }: Command) => words?.includes(text.trim()) === true,
      }
      print(`${JSON.stringify(printUnderstood(line, understand({ text }, at), at.fields))}\n`)
    }
  },
})
