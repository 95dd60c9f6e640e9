/** Texts that nobody should ever send, and somebody will. */
import type { Registry } from '../../grammar/registry.ts'
import type { Chance } from './random.ts'

/** Pieces with a meaning of their own somewhere: to the grammar, to a platform, a spreadsheet, Markdown, XML, a page, Redis, JavaScript. */
const pieces = [
  '/', '／', '@团讯', '@团讯 ', '@', '＠', '@所有人', '@all', '<@all>', '<@wangmin>', '@全体成员', '【活动】\n', '【', '】', '「', '」', '「团讯：', '\n- - - - - - -\n', '#接龙\n', '1. ', '+1', '收到', '已完成',
  ':', '：', '=', ',', '，', '、', '。', ' ', '\n', '\t', '\u2005', '\u3000', '-', '——', '~', '至', '(', ')', '（', '）', '"', '“', '”', "'", '\\', '|', '*', '#', '`', '$', '%', '^', '&', '?', '{', '}', '[', ']', '<', '>',
  '活动-2026-001', '任务-2026-001', '任务1', '任务-', '活动-9999-999999', '通知-2026-0000000000001', '轮值-2026-001', '简报-2026-001', '申请-2026-001',
  '11月20日', '14:00', '下周三', '2月30日', '13月45日', '99:99', '明天下午2点半', '一季度', '1月1日至3月31日', '国庆后', '正月初五', '0000-00-00', '35人', '三十五', '2万元', '-1', '1e308', '99999999999999999999', '十百千万亿', '０',
  '中河街道', '全部街道', '浙江省/宁波市', '王敏', '各成员单位', '主题:', '时间:', '单位:', '群:', '编号:', '标题:', '对象:', '内容:', '本月', '谁还没交周报', '进度怎么样', '现在谁是轮值主席',
  '__proto__', 'constructor', 'toString', '=1+1', '+cmd', '@SUM(A1)', '<script>alert(1)</script>', '<font color="warning">', '[x](http://evil.example)', '&lt;', '<!DOCTYPE a>', '${1}', '{tx}', '\r\nDEL x\r\n', '%s', '../../etc/passwd', "'; DROP TABLE",
  '13812345678', '330102199001011234', '\u0000', '\u0007', '\u001b[31m', '\u202e', '\u200b', '\u200d', '\ufeff', '\ud83d', '\ude00', '\ue000', '\ue001', '\uffff', '👨‍👩‍👧‍👦', 'é', 'a\u0301\u0301\u0301', '活動', 'ＡＢＣ', '\u2028', '𠮷',
] as const

/** Something short out of a few pieces. */
const soup = (chance: Chance, most: number): string => Array.from({ length: 1 + chance.upTo(most) }, () => chance.oneOf(pieces)).join('')

/** Signs in one: the last but one fills the longest message that is carried out, words beside it included; the last is far beyond. */
const bombs = [10, 100, 1000, 9900, 100_000] as const

/** One or two pieces over and over: what a pattern that goes back and forth would hang on. */
function bomb(chance: Chance): string {
  const unit = soup(chance, 3)
  const size = chance.oneOf(bombs)
  return unit.repeat(Math.max(1, Math.floor(size / unit.length))).slice(0, 100_000)
}

/** A text with something cut out, doubled, put in or broken. */
function spoilt(text: string, chance: Chance): string {
  const [a, b] = [chance.upTo(text.length + 1), chance.upTo(text.length + 1)].sort((x, y) => x - y) as [number, number]
  const part = text.slice(a, b)
  return chance.oneOf([text.slice(0, a) + text.slice(b), text.slice(0, a) + part + part + text.slice(b), text.slice(0, a) + soup(chance, 3) + text.slice(a), text.slice(0, a) + bomb(chance) + text.slice(b), text.slice(0, b)])
}

/** A command with its labels, each followed by something or other. */
function filled(registry: Registry, chance: Chance): string {
  const command = chance.oneOf(registry.all)
  const word = chance.oneOf([command.name, ...command.aliases])
  const labels = Object.values(command.fields).flatMap((field) => [field.label, ...field.also])
  const parts = labels.filter(() => chance.once(2)).map((label) => `${label}${chance.oneOf([':', '：', '=', ' ', ''])}${chance.once(12) ? bomb(chance) : soup(chance, 4)}`)
  const between = chance.oneOf([' ', '\n', '，', '，\n'])
  return chance.once(4) ? `【${word}】\n${parts.join('\n')}` : `${chance.oneOf(['/', '/', '／', '@团讯 ', ''])}${word}${between}${parts.join(between)}`
}

/** The next text: pure nonsense, something almost right, or far too much of one thing. */
export function nextText(registry: Registry, chance: Chance): string {
  const example = (): string => {
    const command = chance.oneOf(registry.all)
    return chance.oneOf([...command.examples, ...(command.questions ?? []).map((question) => question.example)])
  }
  switch (chance.upTo(8)) {
    case 0: return soup(chance, 30)
    case 1: return `${chance.oneOf(['/', '@团讯 ', ''])}${bomb(chance)}${soup(chance, 2)}`
    case 2: return filled(registry, chance)
    case 3: return filled(registry, chance)
    case 4: return example()
    case 5: return example() + soup(chance, 4)
    case 6: return spoilt(filled(registry, chance), chance)
    default: return spoilt(example(), chance)
  }
}
