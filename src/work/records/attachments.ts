/** What came with the messages behind a record, in words. */
import type { Attachment } from '../../ledger/types.ts'

const types: ReadonlyMap<string, string> = new Map([['image', '图片'], ['file', '文件'], ['voice', '语音'], ['video', '视频']])

const spell = ({ name, type }: Attachment): string => {
  const what = types.get(type)
  return what === undefined || what === name ? name : `${name}（${what}）`
}

/** `附件：合影.jpg（图片）、方案.docx（文件）`, each once; no line where there are none. */
export function attachmentLines(attachments: readonly Attachment[]): string[] {
  const once = new Map(attachments.map((one) => [one.ref, spell(one)]))
  return once.size === 0 ? [] : [`附件：${[...once.values()].join('、')}`]
}
