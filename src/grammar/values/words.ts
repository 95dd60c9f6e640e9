import { weekdaySigns } from '../../domain/time.ts'
import { FESTIVALS } from './festivals.ts'
import { REFUSALS } from './refusals.ts'

/** Part of the day; each has its own rule for the hours said with it (clock.ts). */
export type Part = '凌晨' | '早上' | '上午' | '中午' | '下午' | '傍晚' | '晚上' | '半夜'

/** Units of the calendar and the clock. */
export type Unit =
  | '年' | '季度' | '月' | '周' | '日' | '号' | '天' | '工作日' | '小时' | '分钟' | '点' | '分' | '秒' | '刻' | '字'

/** What a word means to the parser. */
export type Word =
  | { w: 'day'; days: number; part?: Part }
  | { w: 'part'; part: Part; alone?: 'noon' | 'midnight'; latin?: true }
  | { w: 'weekday'; weekday: number }
  | { w: 'shift'; by: number }
  | { w: 'year'; by: number }
  | { w: 'unit'; unit: Unit }
  | { w: 'edge'; edge: 'start' | 'mid' | 'end' }
  | { w: 'third'; third: 0 | 1 | 2 }
  | { w: 'halfMonth'; half: 0 | 1 }
  | { w: 'halfYear'; half: 0 | 1 }
  | { w: 'days'; from: number; to: number }
  | { w: 'festival'; month: number; day: number }
  | { w: 'ref'; reason: string }
  | { w: Mark }

/** Words without a value of their own. */
export type Mark =
  | 'weekend' | 'before' | 'until' | 'within' | 'after' | 'since' | 'during' | 'to' | 'from' | 'due' | 'offWork' | 'now'
  | 'half' | 'piece' | 'ordinal' | 'lacking' | 'past' | 'sharp' | 'recent' | 'coming' | 'again' | 'sofar' | 'nextDay' | 'nextYear'
  | 'whole' | 'firstDay' | 'lastDay' | 'lastOne' | 'firstThree' | 'filler' | 'lasting' | 'rough' | 'either' | 'each' | 'q' | 'w' | 't'

const words = new Map<string, Word>()
const add = (surfaces: string, word: Word): void => {
  for (const surface of surfaces.split(' ')) words.set(surface, word)
}

const DAYS: readonly (readonly [number, string])[] = [
  [0, '今天 今日 今儿 今儿个 今个儿 本日 即日 即日起 今朝'],
  [1, '明天 明日 明儿 明儿个 明个儿 听日 明朝 聼日'],
  [2, '后天 后日 后儿 后儿个 后个儿'],
  [3, '大后天 大后日 大后儿 外后天 大后儿个'],
  [-1, '昨天 昨日 昨儿 昨儿个 琴日 寻日 擒日'],
  [-2, '前天 前日 前儿 前儿个'],
  [-3, '大前天 大前日 大前儿'],
]
for (const [days, surfaces] of DAYS) add(surfaces, { w: 'day', days })

const DAY_PARTS: readonly (readonly [number, Part, string])[] = [
  [0, '晚上', '今晚 今晚上 今夜 今晚夜 今儿晚上 今晚黑'],
  [1, '晚上', '明晚 明晚上 明夜 听晚 明儿晚上 听晚黑'],
  [2, '晚上', '后晚'],
  [-1, '晚上', '昨晚 昨晚上 昨夜 琴晚 寻晚 擒晚'],
  [-2, '晚上', '前晚'],
  [0, '早上', '今早 今早上 今晨 今儿早上'],
  [1, '早上', '明早 明早上 明晨 听朝 听早 听朝早'],
  [2, '早上', '后早'],
  [-1, '早上', '昨早 昨晨 琴朝 寻朝'],
  [1, '下午', '明下午'],
  [0, '下午', '今下午'],
  [1, '上午', '明上午'],
  [0, '上午', '今上午'],
]
for (const [days, part, surfaces] of DAY_PARTS) add(surfaces, { w: 'day', days, part })

const PARTS: readonly (readonly [Part, string])[] = [
  ['凌晨', '凌晨 零晨 拂晓 黎明'],
  ['早上', '早上 早晨 早 晨 早间 清晨 清早 大清早 一早 一大早 朝早 朝头早 晨早 早起 朝'],
  ['上午', '上午 午前 上昼 头晌 前晌 上半晌'],
  ['下午', '下午 午后 下昼 晏昼 后晌 下晌 后半晌'],
  ['傍晚', '傍晚 黄昏 挨晚 傍黑 擦黑'],
  ['晚上', '晚上 晚 晚间 夜晚 夜间 晚黑 晚头 晚头黑 晚夜 入夜 夜头 当晚'],
  ['半夜', '半夜 夜里 深夜 夜 后半夜 下半夜 三更半夜 深宵'],
]
for (const [part, surfaces] of PARTS) add(surfaces, { w: 'part', part })
add('中午 正午 晌午 午间 大中午 中午时分', { w: 'part', part: '中午', alone: 'noon' })
add('午夜 子夜', { w: 'part', part: '半夜', alone: 'midnight' })
add('am a.m. a.m', { w: 'part', part: '上午', latin: true })
add('pm p.m. p.m', { w: 'part', part: '下午', latin: true })

for (const week of ['周', '星期', '礼拜', '拜']) {
  for (const [i, digit] of [...weekdaySigns].entries()) {
    add(`${week}${digit} ${week}${i + 1}`, { w: 'weekday', weekday: i + 1 })
  }
  add(`${week}天`, { w: 'weekday', weekday: 7 })
}

add('这 这个 这一 这一个 本 今 今个 呢 呢个 呢一个 当', { w: 'shift', by: 0 })
add('下 下个 下一 下一个', { w: 'shift', by: 1 })
add('下下 下下个 再下 再下个', { w: 'shift', by: 2 })
add('下下下 下下下个', { w: 'shift', by: 3 })
add('上 上个 上一 上一个', { w: 'shift', by: -1 })
add('上上 上上个', { w: 'shift', by: -2 })
add('今年 本年 本年度 今年度', { w: 'year', by: 0 })
add('明年 出年 来年 下年 下一年 下年度 下一年度 明年度', { w: 'year', by: 1 })
add('后年', { w: 'year', by: 2 })
add('大后年', { w: 'year', by: 3 })
add('去年 旧年 上年 上一年 昨年 上年度 上一年度 去年度', { w: 'year', by: -1 })
add('前年', { w: 'year', by: -2 })
add('大前年', { w: 'year', by: -3 })

const UNITS: readonly (readonly [Unit, string])[] = [
  ['年', '年 年度'], ['季度', '季度 季'], ['月', '月 月份'], ['周', '周 星期 礼拜'], ['日', '日'], ['号', '号'],
  ['天', '天 自然日 自然天 公历日'], ['工作日', '工作日 工作天'], ['点', '点 点钟 时 h'], ['分', '分'], ['秒', '秒 秒钟'],
  ['刻', '刻 刻钟 骨'], ['字', '字'], ['小时', '小时 钟头 钟'], ['分钟', '分钟'],
]
for (const [unit, surfaces] of UNITS) add(surfaces, { w: 'unit', unit })

add('底 末 尾', { w: 'edge', edge: 'end' })
add('初 头', { w: 'edge', edge: 'start' })
add('中', { w: 'edge', edge: 'mid' })
for (const [i, name] of ['上', '中', '下'].entries()) add(`${name}旬`, { w: 'third', third: i as 0 | 1 | 2 })
add('上半月 前半月', { w: 'halfMonth', half: 0 })
add('下半月 后半月', { w: 'halfMonth', half: 1 })
add('上半年 前半年', { w: 'halfYear', half: 0 })
add('下半年 后半年', { w: 'halfYear', half: 1 })
add('今明两天 今明', { w: 'days', from: 0, to: 1 })
add('明后两天', { w: 'days', from: 1, to: 2 })
add('昨今两天', { w: 'days', from: -1, to: 0 })
add('今明后三天', { w: 'days', from: 0, to: 2 })

const MARKS: Readonly<Record<Mark, string>> = {
  weekend: '周末 双休日 礼拜尾',
  before: '前 之前 以前',
  until: '止 为止 结束',
  within: '内 之内 以内 里 之间',
  after: '后 之后 以后 过后 开外',
  since: '起 开始 起始',
  during: '期间',
  to: '- ~ 到 至 直到 直至 起至',
  from: '从 自 由 打 自从 开始于',
  due: '截止 截至 截止到 截止至 截止于 截至到 最迟 最晚 不迟于 不晚于 最迟于 最迟在 限 限于 赶在 务必于 务必在 期限 时限 截止时间 截止日期 最后期限 完成时限',
  offWork: '下班 收工 放工',
  now: '现在 而家 依家 宜家 家下 家阵 此刻 目前 当前 现时',
  half: '半',
  piece: '个',
  ordinal: '第',
  lacking: '差 缺 欠',
  past: '过 踏 搭 沓',
  sharp: '整 正 准',
  recent: '近 最近 过去 刚过去',
  coming: '未来 今后 接下来 往后 此后',
  again: '再过',
  sofar: '至今 以来 到现在 到目前为止 迄今',
  nextDay: '次日 翌日 第二天',
  nextYear: '次年 翌年',
  whole: '全 整 整个 全年 整年 全月 整月 整周 全周',
  firstDay: '第一天 首日 第一日 头一天',
  lastOne: '最后一个 最后1个 最末一个',
  lastDay: '最后一天 最后一日 末日 最后1天 最后1日',
  firstThree: '前三季度 前三个季度 前3季度 前3个季度',
  filler: '请 请于 请在 须于 应于 完成 报送 上报 提交 当天 当日 那天 全天 整天 的 嘅 在 于 是 定于 定在 拟于 , 、 。 ; ( ) [ ] 【 】 「 」 《 》 〔 〕 〈 〉 『 』 { } “ ” ‘ ’ " 准时 准点 北京时间 公历 阳历 西历 新历 公元 吧 啦 哈 哦 喔 噢 呀 啊',
  lasting: '为期 共 连续 持续 历时 一共 总共 共计',
  rough: '左右 大概 约 大约 前后 差不多 上下 许 多 来 几 若干 将近 接近 可能 应该 估计 预计 余 大致 大抵 附近 前后脚 约莫 暂定 近期 近日 最近几天 这两天 这几天 过几天 过两天 过两日 改天 稍后 随时 尽快 回头 早些时候 不久 尽早 月余',
  either: '或 或者 还是 或是 定系 抑或 要么',
  each: '每 每个 逢 隔周 隔天 每逢 单周 双周',
  q: 'q',
  w: 'w',
  t: 't',
}
for (const [mark, surfaces] of Object.entries(MARKS)) {
  for (const surface of surfaces.split(' ')) if (!words.has(surface)) words.set(surface, { w: mark as Mark })
}

for (const [name, month, day] of FESTIVALS) words.set(name, { w: 'festival', month, day })
for (const [names, reason] of REFUSALS) {
  for (const name of names.split(' ')) words.set(name, { w: 'ref', reason })
}

/** The longest word that starts at `at`, or null. */
export function wordAt(text: string, at: number): { surface: string; word: Word } | null {
  for (let length = Math.min(8, text.length - at); length > 0; length--) {
    const surface = text.slice(at, at + length)
    const word = words.get(surface)
    if (word) return { surface, word }
  }
  return null
}
