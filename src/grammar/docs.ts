/** The manual for cadres, written from the declarations. */
import type { Command } from './command.ts'
import type { AnyField } from './field.ts'
import { byArea, usersOf } from './help.ts'
import { introduction, rolesChapter, unaskedChapter, valuesChapter } from './manualText.ts'

/** `docs/manual.zh-CN.md`: how to type, who may do what, what comes unasked, every command by area, how values are written, a table of all commands. */
export function manual(commands: readonly Command[]): string {
  const areas = byArea(commands).map(({ title, commands: list }) => `${title}\n\n${list.map(section).join('\n\n')}`)
  const chapters = [rolesChapter, unaskedChapter, ...areas, valuesChapter, `指令一览\n\n${table(commands)}`]
  // The introduction holds the first.
  return `${[introduction, ...chapters.map((chapter, i) => `## ${i + 2}. ${chapter}`)].join('\n\n')}\n`
}

function section(command: Command): string {
  const fields = Object.values(command.fields)
  const questions = (command.questions ?? []).map(({ example }) => example)
  return [
    `### /${command.name}`,
    `${command.summary}。`,
    [
      `- 谁可以用：${usersOf(command)}`,
      ...(command.aliases.length > 0 ? [`- 也可写：${command.aliases.map((alias) => `\`/${alias}\``).join('、')}`] : []),
      ...((command.words ?? []).length > 0 ? [`- 引用团讯的消息时，直接回：${(command.words ?? []).join('、')}`] : []),
      ...(questions.length > 0 ? [`- 也可以直接问：${questions.map((question) => `“@团讯 ${question}”`).join('、')}`] : []),
    ].join('\n'),
    ...(fields.length > 0 ? [`| 项目 | 必填 | 怎么写 | 也可叫 |\n| --- | --- | --- | --- |\n${fields.map(fieldRow).join('\n')}`] : []),
    `例：\n\n\`\`\`text\n${command.examples.join('\n')}\n\`\`\``,
    ...((command.remarks ?? []).length > 0 ? [(command.remarks ?? []).map((remark) => `- ${remark}`).join('\n')] : []),
  ].join('\n\n')
}

function fieldRow({ label, required, hint, options, form, also, positional }: AnyField): string {
  const what = form === 'choice' && options.length > 0 ? options.join('、') : hint === '' ? '文字' : hint
  return row([label, required ? '是' : '', positional ? what : `${what}（要写项目名）`, also.join('、')])
}

function table(commands: readonly Command[]): string {
  const rows = byArea(commands).flatMap(({ title, commands: list }) =>
    list.map((command) => {
      const fields = Object.values(command.fields).map(({ label, required }) => (required ? label : `${label}?`))
      return row([`/${command.name}`, title, fields.join('，') || '–', command.summary])
    }))
  return `带问号的项目可以不填；每条指令都可以另加“单位:”和“群:”。\n\n| 指令 | 章节 | 项目 | 用途 |\n| --- | --- | --- | --- |\n${rows.join('\n')}`
}

/** One row of a table; a bar inside a cell would end it. */
const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
