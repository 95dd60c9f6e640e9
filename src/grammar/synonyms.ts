/** Words that people use for a label without being told; a label that a command declares always wins over them. */
import type { AnyField } from './field.ts'

const groups: readonly (readonly string[])[] = [
  ['主题', '标题', '题目', '名称'], ['时间', '日期'], ['地点', '地址'], ['人数', '参加人数', '参与人数', '人次'], ['截止', '期限', '时限', '截至', '截止到'], ['原因', '理由', '事由'],
  ['说明', '备注'], ['内容', '正文'], ['姓名', '名字'], ['职务', '职位'], ['负责人', '责任人', '承办人'], ['金额', '数额', '钱数'], ['摘要', '简介', '概况'], ['问题', '存在问题'], ['编号', '记录编号'],
]
/** Labels in pinyin, as names of commands have it. */
const pinyin: Readonly<Record<string, string>> = {
  主题: 'zhuti', 标题: 'biaoti', 时间: 'shijian', 地点: 'didian', 人数: 'renshu', 截止: 'jiezhi', 对象: 'duixiang', 内容: 'neirong', 负责人: 'fuzeren', 原因: 'yuanyin',
  说明: 'shuoming', 姓名: 'xingming', 职务: 'zhiwu', 摘要: 'zhaiyao', 类型: 'leixing', 主办: 'zhuban', 联办: 'lianban', 编号: 'bianhao', 单位: 'danwei',
}
const kin = new Map(groups.flatMap((group) => group.map((word) => [word, group] as const)))
const ofTime: ReadonlySet<string> = new Set(['dateTime', 'date', 'deadline', 'range'])

/** Further words for a field of a command: 截止时间, 主办单位, 活动主题. */
export function looseLabels({ label, form }: AnyField, command: string): string[] {
  const words = [...(kin.get(label) ?? [])]
  if (ofTime.has(form) && !/(?:时间|日期)$/.test(label)) words.push(`${label}时间`, `${label}日期`)
  if ((form === 'unit' || form === 'units') && !label.endsWith('单位')) words.push(`${label}单位`)
  const [root = ''] = command.split(' ')
  const spelt = pinyin[label]
  return [...words, ...(spelt === undefined ? [] : [spelt]), ...[label, ...words].filter((word) => !word.startsWith(root)).map((word) => root + word)]
}
