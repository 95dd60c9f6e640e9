/** A worker to be killed. Says `ready`, waits for a line, then files every message it finds, one inbox after another, at most as many as it is told. */
import { once } from 'node:events'
import { openLedger } from '../../src/ledger/ledger.ts'
import { connectRedis } from '../../src/redis/connect.ts'
import { memo, kinds, newMemo, now, place } from './sample.ts'

const redis = connectRedis(process.argv[2] ?? '')
const ledger = openLedger(redis, { workspace: 'test', kinds })
await ledger.view()
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const most = Number(process.argv[3])
for (let done = 0; done < most; ) {
  for (const chat of await ledger.inbox.chats()) {
    const message = await ledger.inbox.head(chat)
    if (!message || done === most) continue
    const view = await ledger.view()
    const nth = (await view.count(memo, 'open', place)) + 1
    const { outcome } = await ledger.commit({
      cause: { inbox: message }, view, now, by: message.sender, changes: [newMemo(`${nth}:${message.id}`)], text: message.text,
      notices: [{ to: chat, text: `第 ${nth} 张，${message.id}`, sort: 'answer' }],
    })
    if (outcome === 'committed') done += 1
  }
}
// Alive until it is killed.
setInterval(() => {}, 1000)
