/** Emoji that only decorate: a picture can do without them, and fonts for Chinese lack them. */
import type { Font } from './font.ts'

/** An emoji or a part of one: its tint, half a flag, the frame around a figure. What joins them nobody sees, and it is gone before. */
const one = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u20E3]`
const row = new RegExp(`${one}(?:[ \\u3000]*${one})*`, 'gu')
const pictures = /[\u{1F300}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F900}-\u{1FAFF}\p{Regional_Indicator}\u20E3☀-☄☔☕☘☝☹☺♥♨⚡⚽⚾⛄⛅✈✊-✍✨❄❇❣❤⭐]/u
/**
 * Pictures that tell something, as all other signs do: up and down, no, full marks, arrows, colours, hours, traffic signs, places of honour.
 * Listed by hand: no property of Unicode tells them from the others (🎉 and 🔴 have the same ones).
 */
const telling = /[👎🙅💯📈📉📵\u{1F500}-\u{1F507}\u{1F515}\u{1F519}-\u{1F524}\u{1F530}-\u{1F53D}\u{1F550}-\u{1F567}🚥🚦🚫\u{1F6AD}-\u{1F6B3}🚷🚹-🚻🛑🥇-🥉]/u
/** Where a value begins and ends: between these an emoji stands for a word. */
const begins = /(?:^|[\p{Cc}：:、（(“"《【])\s*$/u
const ends = /^\s*(?:$|[\p{Cc}、，；。）)”"》】（(])/u
/** Marks given by their number. */
const marks = /⭐[ \u3000]*⭐/u
/** Who is counted beside them: men 3, women 5. */
const counted = /[\u{1F466}-\u{1F469}👴👵👶\u{1F9D1}-\u{1F9D3}🙋🙆]/u
/** Blanks that are looked past at most. */
const near = 40

/** A visible text without the emoji that a font lacks and that only decorate, standing beside words; and which these were, each once. */
export function undecorated(text: string, font: Font): { text: string; leftOut: string[] } {
  const leftOut = new Set<string>()
  const goes = (sign: string): boolean => pictures.test(sign) && !telling.test(sign) && !font.has(sign)
  const plain = text.replace(row, (signs, at: number) => {
    const end = at + signs.length
    if (begins.test(text.slice(Math.max(0, at - near), at)) && ends.test(text.slice(end, end + near))) return signs
    const [left, right] = [/\p{N}\s*$/u.test(text.slice(Math.max(0, at - near), at)), /^\s*\p{N}/u.test(text.slice(end, end + near))]
    if (marks.test(signs) || ((left || right) && counted.test(signs))) return signs
    const gone = [...signs].filter(goes)
    for (const sign of gone) leftOut.add(sign)
    const stay = [...signs].filter((sign) => !gone.includes(sign)).join('')
    // Two figures must not become one.
    return stay.trim() !== '' ? stay : left && right ? ' ' : ''
  })
  return { text: plain, leftOut: [...leftOut] }
}
