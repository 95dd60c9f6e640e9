/** A table in a text reaches each channel as it can be shown there. */
import { beforeAll, describe, expect, it } from 'vitest'
import { deliver } from '../../src/bot/deliver.ts'
import type { Channel } from '../../src/channels/channel.ts'
import type { Notice } from '../../src/domain/notice.ts'
import { tableLines } from '../../src/domain/table.ts'
import { dayOf } from '../../src/domain/time.ts'
import type { TestBot } from '../support/bot.ts'
import { startQuietBot } from '../support/quiet.ts'

const to = 'g:中河街道工作群'
const table = tableLines({ head: ['单位', '已开展', '人次'], rows: [['中河中学', '已开展2场', '41人次'], ['13812345678', '已开展0场', '']] })

let bot: TestBot
beforeAll(async () => {
  bot = await startQuietBot('2026-11-16 09:00')
})

async function shown(text: string, tables?: true): Promise<string[]> {
  const sent: string[] = []
  const channel: Channel = {
    id: 'other', platform: 'simulator', can: { hear: 'all', push: { groups: true, people: true }, mention: true, maxBytes: 2000, ...(tables ? { tables } : {}) }, start: async () => {}, stop: async () => {},
    async send(piece) {
      sent.push(piece.text)
      return {}
    },
  }
  const notice: Notice = { to, text, sort: 'answer' }
  await bot.ledger.commit({ cause: { key: `say|${tables}|${text.length}`, day: dayOf(bot.now()) }, view: await bot.ledger.view(), now: bot.now(), by: 'test', changes: [], notices: [notice] })
  await deliver(to, { ledger: bot.ledger, channels: [channel], now: bot.now })
  return sent
}

describe('a table', () => {
  it('comes as lines to a channel that shows none', async () => {
    expect(await shown(['统计', ...table].join('\n'))).toEqual(['统计\n中河中学：已开展2场，41人次\n138****5678：已开展0场'])
  })

  it('comes whole to one that does, numbers masked all the same', async () => {
    expect(await shown(['统计', ...table].join('\n'), true)).toEqual([['统计', ...table].join('\n').replace('13812345678', '138****5678')])
  })

  it('of /统计 stands in lines on the page', async () => {
    await bot.say('wangmin', '中河街道工作群', '/活动 主题:读书会 时间:11月10日 人数:30')
    const [answer = ''] = await bot.say('wangmin', '中河街道工作群', '/统计 活动')
    expect(answer.split('\n').slice(1)).toEqual(['合计：已开展1场，30人次', '中河街道本级：已开展1场，30人次', '中河中学：已开展0场', '鄞州银行：已开展0场', '中河医院：已开展0场'])
    expect(answer).not.toContain('\u001F')
  })
})
