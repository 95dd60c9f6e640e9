const LUNAR = '是农历的日子，这里只认公历'
const TERM = '是节气，日期每年不同，这里只认公历日期'
const REIGN = '是年号或干支纪年，这里只认公历年份'
const MOVING = '的日期每年不同，这里只认公历日期'
const CALENDAR = '不是公历，这里只认公历'

const firstTen = [...'一二三四五六七八九十'].map((d) => `初${d}`).join(' ')
const branchHours = [...'子丑寅卯辰巳午未申酉戌亥'].map((b) => `${b}时`).join(' ')
const stemYears = [...'甲乙丙丁戊己庚辛壬癸']
  .flatMap((stem, s) => [...'子丑寅卯辰巳午未申酉戌亥'].filter((_, b) => b % 2 === s % 2).map((branch) => `${stem}${branch}年`))
  .join(' ')

/**
 * Words that are understood well enough to be refused by name, with the reason (grammar.md:
 * lunar dates and reign years are refused by name).
 */
export const REFUSALS: readonly (readonly [string, string])[] = [
  ['农历 阴历 旧历 夏历 古历 正月 腊月 冬月 闰月 闰 大年 年三十 大年三十 年初一 大年初一 除夕 春节 过年 小年 腊八 腊八节', LUNAR],
  [`${firstTen} 元宵 元宵节 端午 端午节 五月节 七夕 七夕节 中元 中元节 中秋 中秋节 八月节 重阳 重阳节 龙抬头 正月十五 开年 拜年`, LUNAR],
  ['清明 清明节 立春 雨水 惊蛰 春分 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至 冬至日 小寒 大寒 寒食 三伏 入伏 数九', TERM],
  ['民国 明治 大正 昭和 平成 令和 光绪 宣统 同治 咸丰 道光 嘉庆 乾隆 干隆 雍正 康熙 顺治 崇祯 万历 嘉靖 洪武 永乐 贞观 开元 洪宪', REIGN],
  ['檀纪 佛历 回历 伊斯兰历 藏历 傣历 黄历 皇历', CALENDAR],
  [`${stemYears} 鼠年 牛年 虎年 兔年 龙年 蛇年 马年 羊年 猴年 鸡年 狗年 猪年`, REIGN],
  ['母亲节 父亲节 感恩节 复活节 开斋节 助残日 全国助残日 丰收节', MOVING],
  ['新年', '可以指元旦，也可以指春节'],
  ['明后天', '可以指明天，也可以指后天'],
  [branchHours, '是时辰，这里只认钟点'],
  ['上班', '的钟点没有设定'],
]
