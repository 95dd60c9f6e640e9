import { amountOf, closeUp, inexact, MILLION } from './amount.ts'
import { complain } from './complaints.ts'
import { andThen, type Reading, refused, understood } from './reading.ts'
import { foldFor } from './understand.ts'

/** What is counted; longest first. Such numbers are whole. */
const COUNTED =
  /(?:(?:名|位|个)(?:团员青年|青年团员|青年|团员|志愿者|同志|学生|同学|群众|代表|团干部?|干部|老人|儿童|职工|成员)|人次|场次|户次|个人|名额|个单位|周岁|人|个|名|位|家|场|次|件|项|户|所|条|份|期|篇|台|套|支|张|辆|本|页|票|岁|天|处|座|间|门|课|节|席|组|队|批|种|类|枚|盆|箱|棵|株|把|只|块|堂|轮|届|年|级|层)$/
const GREATEST = 10n ** 15n

/** A number that is not negative: 35, ３５人, 三十五, 1.5万, 1,200. Approximate numbers are refused. */
export function readNumber(text: string): Reading<number> {
  return andThen(foldFor('number', text), (folded) => {
    const plain = closeUp(folded).replace(/^(?:一共|总共|共计|合计|总计|共|计)/, '')
    const wrong = inexact(plain)
    if (wrong) return refused(complain('number', wrong))
    const bare = plain.replace(COUNTED, '')
    const shorthand = /^\d+(?:\.\d+)?[wk]$/.test(bare)
    const amount = amountOf(shorthand ? bare.replace('w', '万').replace('k', '千') : bare)
    if (amount === null || amount > GREATEST * MILLION) return refused(complain('number', `没有看懂“${text.trim()}”`))
    if (bare !== plain && amount % MILLION !== 0n) return refused(complain('number', `“${text.trim()}”要写整数`))
    const value = Number(amount) / Number(MILLION)
    return understood(value, shorthand ? [`“${bare}”按${value}理解`] : [])
  })
}
