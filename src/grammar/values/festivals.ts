/** Public days with a fixed date in the common calendar: names, month, day. */
const NAMES: readonly (readonly [string, number, number])[] = [
  ['元旦 元旦节 元旦日', 1, 1],
  ['情人节', 2, 14],
  ['学雷锋日 学雷锋纪念日', 3, 5],
  ['妇女节 三八节 三八妇女节 国际妇女节 国际劳动妇女节', 3, 8],
  ['植树节', 3, 12],
  ['消费者权益日 消费者权益保护日', 3, 15],
  ['愚人节', 4, 1],
  ['全民国家安全教育日 国家安全教育日', 4, 15],
  ['地球日 世界地球日', 4, 22],
  ['世界读书日 读书日', 4, 23],
  ['劳动节 五一节 五一劳动节 五一国际劳动节 国际劳动节', 5, 1],
  ['青年节 五四青年节 五四节', 5, 4],
  ['护士节 国际护士节', 5, 12],
  ['儿童节 六一节 六一儿童节 国际儿童节 六一国际儿童节', 6, 1],
  ['世界环境日 环境日', 6, 5],
  ['国际禁毒日 禁毒日', 6, 26],
  ['建党节 七一建党节 党的生日', 7, 1],
  ['建军节 八一建军节', 8, 1],
  ['教师节', 9, 10],
  ['烈士纪念日', 9, 30],
  ['国庆 国庆节 国庆日 十一国庆节 十一国庆', 10, 1],
  ['记者节', 11, 8],
  ['双十一 双11 光棍节', 11, 11],
  ['世界艾滋病日 艾滋病日', 12, 1],
  ['国家宪法日 宪法日', 12, 4],
  ['国际志愿者日 志愿者日', 12, 5],
  ['双十二 双12', 12, 12],
  ['国家公祭日 公祭日', 12, 13],
  ['平安夜', 12, 24],
  ['圣诞 圣诞节 圣诞日', 12, 25],
]

/** One entry a name, in the folded form. */
export const FESTIVALS: readonly (readonly [string, number, number])[] = NAMES.flatMap(([names, month, day]) =>
  names.split(' ').map((name) => [name, month, day] as const),
)

/** Holidays that are named by the numerals of their date; such a numeral stands alone. */
export const NUMERAL_FESTIVALS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['三八', [3, 8]],
  ['五一', [5, 1]],
  ['五四', [5, 4]],
  ['六一', [6, 1]],
  ['七一', [7, 1]],
  ['八一', [8, 1]],
  ['十一', [10, 1]],
  ['九一八', [9, 18]],
  ['一二九', [12, 9]],
])
