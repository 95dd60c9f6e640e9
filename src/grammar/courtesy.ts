import { emojiNames } from './emoji.ts'

/** Courtesies said to the bot: they want a kind word or none, never a complaint that they were not understood. */

/** What a message without a request is: thanks, a greeting (also the bot's bare name), or a nod that ends the talk. */
export type Courtesy = 'thanks' | 'greeting' | 'nod'

const softened = '(?:你|您|大家|了|啦|啊|呀|哈|哦|噢|的|呢|~|～|!|。|,|，|\\s)*'
const patterns: readonly [Courtesy, RegExp][] = [
  ['thanks', new RegExp(`^(?:好的?|收到|嗯|ok)?${softened}(?:谢谢|多谢|感谢|谢|thanks|thank you|thx|辛苦)(?:团讯|小团)?${softened}$`, 'iu')],
  ['greeting', new RegExp(`^(?:你好|您好|hi|hello|在吗|在不在|早上好|早安|早|上午好|中午好|下午好|晚上好)${softened}[?]?$`, 'iu')],
  ['nod', new RegExp(`^(?:好|行|嗯+|哦+|噢|ok|可以|知道|明白|了解|没事|没问题|再见|拜拜|晚安|哈+|嘿+|[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]+|(?:\\[(?:${emojiNames.join('|')})\\])+)${softened}$`, 'iu')],
]

/** The courtesy that a folded text is, if it is nothing else. */
export function courtesyOf(text: string): Courtesy | undefined {
  if (text === '') return 'greeting'
  return text.length > 20 ? undefined : patterns.find(([, pattern]) => pattern.test(text))?.[0]
}

const calls = /@\S+|各位|大家|诸位|尊敬的|亲爱的|全体(?:成员)?|领导|同志们?|同事们?|老师们?|书记们?|主任|部长|主席|朋友们?|小?伙伴们?|家人们|群友们?|早上好|上午好|中午好|下午好|晚上好|你们?好|您好|早安?|好的?|辛苦了?|打扰[一下了]*|打搅了?|麻烦[一下了您]*|不好意思|抱歉|请查收|[补报][报]?一?[条场下]?|嗯+|ok|\[[^[\]]{1,4}\]|\p{Extended_Pictographic}|[\s,，。.!！~～:：、]/giu

/** Whether a line only greets or calls people before what follows (各位领导好). */
export const opensTalk = (line: string): boolean => line.length <= 30 && line.replace(calls, '') === ''
