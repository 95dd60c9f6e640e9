import { Converter } from 'opencc-js/cn2t'
import { describe, expect, it } from 'vitest'
import { casesOf, contextAt, readAs, short } from './support.ts'

const readable = ['dateTime.txt', 'date.txt', 'deadline.txt', 'range.txt', 'time.txt', 'amounts.txt', 'strangers.txt', 'calendarEdges.txt', 'fresh.txt']
  .flatMap(casesOf)
  .filter(({ expected }) => !expected.startsWith('!'))

const taiwan = Converter({ from: 'cn', to: 'tw' })
const hongKong = Converter({ from: 'cn', to: 'hk' })
const fullWidth = (text: string): string => text.replace(/[!-~]/g, (ch) => String.fromCharCode(ch.charCodeAt(0) + 0xfee0)).replaceAll(' ', '　')

const VARIANTS: readonly (readonly [string, (text: string) => string])[] = [
  ['Traditional of Taiwan', taiwan],
  ['Traditional of Hong Kong', hongKong],
  ['full width', fullWidth],
  ['capital letters', (text) => text.toUpperCase()],
  ['zero-width characters inside', (text) => [...text].join('\u200b')],
  ['outer spaces of every kind', (text) => `\u3000\u2005 ${text}\u00a0\n`],
  ['quotes around it', (text) => `“${text}”`],
  ['a full stop at the end', (text) => `${text}。`],
  ['brackets around it', (text) => (/[()（）]/.test(text) ? text : `（${text}）`)],
]

describe.each(VARIANTS)('%s', (_name, change) => {
  it('changes nothing', () => {
    const wrong = readable.flatMap(({ field, now, text, expected }) => {
      const reading = readAs(field, change(text), contextAt(now))
      const got = reading.ok ? short(reading.value) : reading.complaint
      return got === expected ? [] : [`${field}: ${change(text)}: ${got}`]
    })
    expect(wrong).toEqual([])
  })
})

describe('no part of an expression is dropped', () => {
  it.each(['街', '约'])('with %s put into it, nothing is read', (piece) => {
    const read = readable.flatMap(({ field, now, text, line }) =>
      [0, Math.floor(text.length / 2), line % (text.length + 1), text.length].flatMap((i) => {
        const spoilt = text.slice(0, i) + piece + text.slice(i)
        return readAs(field, spoilt, contextAt(now)).ok ? [`${field}: ${spoilt}`] : []
      }),
    )
    expect(read).toEqual([])
  })
})
