/** Replays transcripts and prints the whole conversation. */
import { loadParts } from '../parts.ts'
import { reachRedis } from '../redis/reach.ts'
import { readSetupFile } from '../setup/file.ts'
import { decodeText } from '../transcript/decode.ts'
import { formatTranscript, mergeTranscripts } from '../transcript/format.ts'
import { parseTranscript } from '../transcript/parse.ts'
import { replay } from '../transcript/replay.ts'
import { readInput, redisUrl, typedPath } from './files.ts'
import { defineProgram } from './program.ts'

/**
 * Replays files as one, in time order, on a virtual clock against the empty Redis of
 * REDIS_URL, and prints the conversation in the same form. Unreadable input is an Error that names file and line.
 */
export const replayProgram = defineProgram({
  name: 'replay',
  silent: true,
  takes: '记录.txt …（- 为标准输入）',
  summary: '在虚拟时钟上回放聊天记录，从空的数据开始，打印整个对话。',
  options: { setup: { type: 'string', value: '试点.yaml', does: '先装入单位、人员、群和设置' } },
  async run({ values, positionals, usage }, at) {
    if (positionals.length === 0) throw new Error(usage)
    const setup = values.setup === undefined ? undefined : await readSetupFile(typedPath(values.setup, at))
    const transcripts = []
    for (const path of positionals) {
      const { name, bytes } = await readInput(path, at)
      transcripts.push(parseTranscript(decodeText(bytes, name), name))
    }
    const redis = await reachRedis(redisUrl(at))
    try {
      if ((await redis.dbsize()) > 0) throw new Error('回放只能用空的 Redis，以免动到已有的数据；npm run replay 会自带一个')
      const { messages, failures } = await replay(mergeTranscripts(transcripts), { redis, parts: await loadParts(), setup })
      at.print(formatTranscript(messages))
      if (failures.length > 0) throw new Error(['程序出错：', ...failures.map(({ id, error }) => `${id} ${error}`)].join('\n'))
    } finally {
      redis.disconnect()
    }
  },
})
