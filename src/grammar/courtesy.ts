/** Courtesies said to the bot: they want a kind word or none, never a complaint that they were not understood. */

/** What a message without a request is: thanks, a greeting (also the bot's bare name), or a nod that ends the talk. */
export type Courtesy = 'thanks' | 'greeting' | 'nod'

const softened = '(?:你|您|大家|了|啦|啊|呀|哈|哦|噢|的|呢|~|～|!|。|,|，|\\s)*'
const patterns: readonly [Courtesy, RegExp][] = [
  ['thanks', new RegExp(`^(?:好的?|收到|嗯|ok)?${softened}(?:谢谢|多谢|感谢|谢|thanks|thank you|thx|辛苦)(?:团讯|小团)?${softened}$`, 'iu')],
  ['greeting', new RegExp(`^(?:你好|您好|hi|hello|在吗|在不在|早上好|早安|早|上午好|中午好|下午好|晚上好)${softened}[?]?$`, 'iu')],
  ['nod', new RegExp(`^(?:好|行|嗯+|哦+|噢|ok|可以|知道|明白|了解|没事|没问题|再见|拜拜|晚安|哈+|嘿+|\\p{Extended_Pictographic}+)${softened}$`, 'iu')],
]

/** The courtesy that a folded text is, if it is nothing else. */
export function courtesyOf(text: string): Courtesy | undefined {
  if (text === '') return 'greeting'
  return text.length > 20 ? undefined : patterns.find(([, pattern]) => pattern.test(text))?.[0]
}
