import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { compiled } from '../scripts/lib/compile.mjs'

const log = pathToFileURL(await compiled('src/log.ts')).href
/** What a program that logs this writes, to standard output and standard error. */
function written(fields: object): { out: string; err: string } {
  const program = `const { createLog } = await import('${log}'); createLog('info').error(${JSON.stringify(fields)}, 'it failed')`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  return { out: stdout, err: stderr }
}

describe('the log', () => {
  it('is JSON on standard error, without names, numbers, tokens or texts wherever they stand', () => {
    const { out, err } = written({ message: 'wecom|1', text: '王敏的话', token: 'secret-token', deep: { name: '王敏', phone: '13812345678', webhook: 'W1', kept: 'yes' } })
    expect(out).toBe('')
    expect(JSON.parse(err)).toMatchObject({ level: 50, msg: 'it failed', message: 'wecom|1', deep: { kept: 'yes' } })
    for (const never of ['王敏', 'secret-token', 'W1', '138']) expect(err).not.toContain(never)
  })

  it.each(['王敏的话，电话13812345678', '{"王敏": 的话"秘密"13812345678'])('masks numbers in what is left, and cuts out what an error quotes: %s', (words) => {
    let error = ''
    try {
      JSON.parse(words)
    } catch (thrown) {
      error = thrown instanceof Error ? thrown.message : ''
    }
    const { err } = written({ error, ref: 'wecom|13812345678' })
    expect(JSON.parse(err)).toMatchObject({ ref: 'wecom|138****5678' })
    expect(err).toContain('not valid JSON')
    for (const never of ['王敏', '的话', '秘密', '13812345678']) expect(err).not.toContain(never)
  })
})
