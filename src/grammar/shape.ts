/** What a word surely is by its looks, whether or not it can be read: 12月21日上午 is a time and 约30人 a head count, though neither is exact. */
import { foldValue } from './values/fold.ts'
import { firstToken, tokenise, type Token } from './values/tokens.ts'

/** `bound` is a word that only belongs to one of the others (约, 左右, 之前). */
export type Shape = 'time' | 'count' | 'money' | 'bound'

const longest = 40
const rough = '(?:参加|参与|出席|到场|实到|来了|到了|累计|合计|总计|共|约|大约|大概|近|将近|接近|不到|不足|超过?|至少|至多|最多|最少|预计|估计|可能|差不多|暂定)*'
/** 30(团员20), 35人(含老师5人): the part in brackets only says who they are. */
const bracket = '(?:\\([^()]{0,20}\\))?'
const several = '(?:\\d[\\d,.]*[百千万]?(?:[-~至到]\\d+)?(?:多|余|来|几)?|[一二两三四五六七八九十百千几数若干][一二两三四五六七八九十百千几多余来数干]+)'
const counted = new RegExp(`^${rough}${several}(?:\\+\\d+)*(?:个?人|人次|名|位)(?:左右|上下|以上|以下|以内)?${bracket}$`, 'u')
/** 来了35个人花了500块: who came, though more is said. */
const came = new RegExp(`^(?:来了|到了|到场|实到|参加|参与)${several}(?:个?人|人次|名|位)`, 'u')
const bracketed = /^\d+\([^()]{0,20}\d[^()]{0,20}\)$/
const money = new RegExp(`^${rough}(?:\\d[\\d,.]*[十百千万]*|[一二两三四五六七八九十百千万几数]+)(?:元|块钱?)(?:左右|上下|以上|以下|以内)?$`, 'u')

const bound = /^(?:约|大约|大概|差不多|将近|接近|不到|不足|左右|上下|以上|以下|以内|之内|前|之前|以前|之后|以后|截止)$/u

/** Parts of the day that say when; 夜间 and 午间 rather say what sort (午间音乐会). */
const saysWhen = /^(?:凌晨|早上|上午|中午|下午|傍晚|晚上)$/
/** Numerals of a day: 11月20日, 初十, 3点, 11.20, 14:00; a month, a year, a festival or 12号 alone may as well begin a name or end an address. */
function surely(token: Token, next: Token | undefined, before: Token | undefined, whole: string): boolean {
  if (token.t === 'num') {
    const unit = next?.t === 'word' && next.word.w === 'unit' ? next.word.unit : undefined
    if (unit === '日' || unit === '点' || unit === '号') return unit !== '号' || before !== undefined || whole.length > token.text.length + 1
    if (token.digits === 8) return /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(token.text)
    return false
  }
  if (token.t !== 'word') return false
  const { word, text } = token
  switch (word.w) {
    case 'day': case 'weekday': return true
    case 'part': return saysWhen.test(text)
    case 'edge': return before !== undefined
    case 'ref': return text.startsWith('初') || (next !== undefined && /^(?:农历|阴历|正月|腊月|冬月|民国)$/.test(text))
    case 'within': case 'after': case 'before': case 'due': return before !== undefined || next !== undefined
    case 'offWork': case 'now': return true
    case 'rough': return next?.t === 'word' && next.word.w === 'unit' && ['日', '号', '点', '天'].includes(next.word.unit)
    default: return false
  }
}

const numbers = /^(?:\d{4}[-./])?(?:[1-9]|0[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?!\d)|(?<!\d)\d{1,2}:[0-5]\d(?!\d)/

/** Whether a text begins with what belongs to dates and times. */
export const beginsTimely = (text: string): boolean => firstToken(foldValue(text))?.t !== 'unknown'

/** Whether every piece of a word belongs to dates and times: 周五下班前, and not 季度报表. */
export const isTimely = (text: string): boolean => tokenise(foldValue(text)).every(({ t }) => t !== 'unknown')

/** Whether every piece belongs to dates and times, and one of them says a day or an hour. */
function isTime(text: string): boolean {
  if (/[·•・]/.test(text)) return false
  const folded = foldValue(text)
  const tokens = tokenise(folded)
  if (tokens.length === 0 || tokens.some(({ t }) => t === 'unknown')) return false
  const filler = tokens.every((token) => token.t === 'word' && (token.word.w === 'filler' || token.word.w === 'rough'))
  return !filler && (numbers.test(folded) || tokens.some((token, i) => surely(token, tokens[i + 1], tokens[i - 1], folded)))
}

function looksLike(plain: string, closed: string): Shape | undefined {
  if (bound.test(closed)) return 'bound'
  if (counted.test(closed) || came.test(closed) || bracketed.test(closed)) return 'count'
  if (money.test(closed)) return 'money'
  return isTime(plain) ? 'time' : undefined
}

const shapes = new Map<string, Shape | undefined>()
const mostKept = 5000

/** The shape of folded words without a line break; undefined for what may be anything. */
export function shapeOf(plain: string): Shape | undefined {
  if (plain.length > longest) return undefined
  if (shapes.has(plain)) return shapes.get(plain)
  const shape = looksLike(plain, plain.replace(/\s+/g, ''))
  if (shapes.size >= mostKept) shapes.clear()
  shapes.set(plain, shape)
  return shape
}
