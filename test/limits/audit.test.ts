import { describe, expect, it, test } from 'vitest'
import { auditProgram, npmAudit, readAudit } from '../../src/cli/auditProgram.ts'

const run = (answer: unknown) => {
  let said = ''
  const code = auditProgram({ print: (text) => (said += text), ask: () => (typeof answer === 'string' ? answer : JSON.stringify(answer)) })
  return { code, said }
}
const hole = (name: string, severity: string, more = {}) => ({ name, severity, range: '<1.2.3', isDirect: true, effects: [], nodes: [], via: [{ source: 1, title: 'Prototype pollution', url: 'http://localhost/GHSA-1', severity }], fixAvailable: false, ...more })

describe('npm run audit', () => {
  it('asks about what runs, not about developers’ tools', () => expect(npmAudit).toContain('--omit=dev'))

  it('says that nothing is known', () => expect(run({ auditReportVersion: 2, vulnerabilities: {}, metadata: {} })).toEqual({ code: 0, said: '运行所用的依赖没有已知漏洞。\n' }))

  it('lists holes, the worst first, with what helps', () => {
    const { code, said } = run({ auditReportVersion: 2, vulnerabilities: { b: hole('b', 'low', { fixAvailable: true }), a: hole('a', 'critical', { via: ['c'], fixAvailable: { name: 'a', version: '2.0.0', isSemVerMajor: true } }), c: hole('c', 'high') } })
    expect(code).toBe(1)
    expect(said.split('\n')).toEqual([
      '运行所用的依赖有 3 个有已知漏洞：', '严重 a <1.2.3：经由 c（更新 a 到 2.0.0）', '高 c <1.2.3：Prototype pollution http://localhost/GHSA-1（尚无修正版本）', '低 b <1.2.3：Prototype pollution http://localhost/GHSA-1（可用 npm audit fix 更新）', '',
    ])
  })

  test.each([
    ['a registry that has no such thing', { message: '405 Method Not Allowed - POST https://registry.example/x', statusCode: 405, error: { summary: '', detail: '' } }, '405'],
    ['no network', { error: { code: 'ENOTFOUND', summary: 'request to https://registry.example/x failed' } }, 'request to 包仓库 failed'],
    ['no npm', { error: { summary: 'spawnSync npm ENOENT' } }, 'ENOENT'],
    ['nothing', '', '没有给出结果'], ['something else', [1], '看不懂'],
  ])('%s: a clear word and a code of its own, never “no holes”', (_, answer, word) => {
    const { code, said } = run(answer)
    expect(code).toBe(69)
    expect(said).toContain('没有查成')
    expect(said).toContain(word)
    expect(said).not.toContain('registry.example')
  })

  it('never takes half an answer for a clean one', () => expect(readAudit('{"vulnerabilities":{"a":{"name":"a"}}}')).toHaveProperty('unavailable'))
})
