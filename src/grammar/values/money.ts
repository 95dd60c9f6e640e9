import { amountOf, closeUp, inexact } from './amount.ts'
import { complain } from './complaints.ts'
import { andThen, type Reading, refused, understood } from './reading.ts'
import { foldFor } from './understand.ts'

const OTHER_CURRENCY = /美元|美金|美刀|港币|港元|港纸|欧元|日元|英镑|韩元|台币|澳门元|澳元|usd|hkd|eur|jpy|gbp|nt\$|hk\$|us\$|[$€£₩]/
const PARTS = /^(?:([^元圆块蚊角毛分]+)(?:元|圆|块钱|块|蚊)?)?$/
const YUAN = /^([^元圆块蚊角毛分]+)(?:元|圆|块钱|块|蚊)[零〇]?(?:([^角毛分])(?:角|毛)钱?[零〇]?)?(?:([^角毛分])分钱?)?$/
const SMALL = /^(?:([^角毛分])(?:角|毛)钱?)?(?:([^角毛分])分钱?)?$/
/** 五块六毛七. */
const COINS = /^([^元圆块蚊角毛分]+)(?:元|块)([^角毛分])(?:角|毛)([1-9一二两三四五六七八九])$/
/** 12块5 and 3毛5: the last digit is of the next smaller coin. */
const SHORT_YUAN = /^([^元圆块蚊角毛分]+)块([1-9一二两三四五六七八九半])$/
const SHORT_JIAO = /^([1-9一二两三四五六七八九])(?:角|毛)([1-9一二两三四五六七八九])$/
const GREATEST_FEN = 10n ** 15n

/** A sum of money in fen: 50000元, 5万, ¥1,234.56, 12元5角, 人民币贰万元整. A bare number is yuan. */
export function readMoney(text: string): Reading<number> {
  return andThen(foldFor('money', text), (folded) => {
    const plain = closeUp(folded)
      .replace(/^(?:一共|总共|共计|合计|总计|共|计)/, '')
      .replace(/^(?:人民币|rmb|cny)?[:¥]?/, '')
      .replace(/(?:整|正|人民币|rmb|cny)$/, '')
    const foreign = OTHER_CURRENCY.exec(plain)
    if (foreign) return refused(complain('money', `“${foreign[0]}”不是人民币，这里只记人民币`))
    const wrong = inexact(plain)
    if (wrong) return refused(complain('money', wrong))
    const shorthand = /^\d+(?:\.\d+)?[wk](?=元?$)/.test(plain)
    const fen = fenOf(shorthand ? plain.replace('w', '万').replace('k', '千') : plain)
    if (fen === null || (fen !== 'fraction' && fen > GREATEST_FEN)) return refused(complain('money', `没有看懂“${text.trim()}”`))
    if (fen === 'fraction') return refused(complain('money', `“${text.trim()}”不足一分的零头记不了，最多写两位小数`))
    return understood(Number(fen), shorthand ? [`“${plain}”按${Number(fen) / 100}元理解`] : [])
  })
}

/** Fen, or 'fraction' when the sum is no whole number of fen, or null when the text is no sum. */
function fenOf(text: string): bigint | 'fraction' | null {
  const short = SHORT_YUAN.exec(text)
  if (short) return sum([short[1], 100n], [short[2] === '半' ? '5' : short[2], 10n])
  const coins = SHORT_JIAO.exec(text)
  if (coins) return sum([coins[1], 10n], [coins[2], 1n])
  const three = COINS.exec(text)
  if (three) return sum([three[1], 100n], [three[2], 10n], [three[3], 1n])
  const bare = PARTS.exec(text)
  if (bare) return sum([bare[1], 100n])
  const yuan = YUAN.exec(text)
  if (yuan) return yuan[1]?.includes('.') ? null : sum([yuan[1], 100n], [yuan[2], 10n], [yuan[3], 1n])
  const small = SMALL.exec(text)
  return small ? sum([small[1], 10n], [small[2], 1n]) : null
}

function sum(...parts: (readonly [string | undefined, bigint])[]): bigint | 'fraction' | null {
  let millionths = 0n
  for (const [text, fen] of parts) {
    if (text === undefined) continue
    const amount = amountOf(text)
    if (amount === null) return null
    millionths += amount * fen
  }
  return millionths % 1_000_000n === 0n ? millionths / 1_000_000n : 'fraction'
}
