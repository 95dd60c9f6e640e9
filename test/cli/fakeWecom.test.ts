import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fakeWecomProgram } from '../../src/cli/fakeWecomProgram.ts'
import { programScene } from '../support/program.ts'
import type { FakeWecom } from '../support/wecom/index.ts'

async function scene() {
  const running: FakeWecom[] = []
  onTestFinished(async () => {
    for (const wecom of running) await wecom.stop()
  })
  const { run, folder } = await programScene(async (at) => {
    const wecom = await fakeWecomProgram(at)
    if (wecom) running.push(wecom)
  })
  return { run, folder, running }
}

const setup = `
workspace: w
bot: { names: [小团] }
units: [{ path: 浙江省/宁波市 }]
people:
  - { id: { wecom: ZhaoGang }, key: zhaogang, name: 赵刚, unit: 浙江省/宁波市, roles: [团干部] }
  - { id: lixin, name: 李欣, unit: 浙江省, roles: [管理员] }
groups:
  - { name: 宁波市工作群, unit: 浙江省/宁波市, addresses: { wecom: wrMine } }
`

describe('npm run fake-wecom', () => {
  it('has the people and groups of a setup file and says how to start the product', async () => {
    const { run, folder, running } = await scene()
    await writeFile(join(folder, 'pilot.yaml'), setup)
    const { out, err } = await run(['--port', '0', '--setup', 'pilot.yaml'])
    expect(err).toBe('')
    const [wecom] = running
    expect([...(wecom?.corp.members ?? [])]).toEqual([['ZhaoGang', '赵刚'], ['lixin', '李欣']])
    expect(wecom?.corp.bots).toMatchObject([{ name: '小团', mode: 'socket' }])
    expect(wecom?.corp.app.url).toBe('http://127.0.0.1:8080/callback/wecom/app')
    for (const [name, value] of Object.entries(wecom?.env() ?? {})) expect(out).toContain(`export ${name}=${value}\n`)
    expect(out).toContain('WECOM_BOT_SECRET=')
    expect(out).toContain(`addresses: { wecom: wrMine }, webhook: "${wecom?.webhook('宁波市工作群')}"`)
  })

  it('calls the bot where the product is, if asked to', async () => {
    const { run, running } = await scene()
    const { out } = await run(['--port', '0', '--by-url', '--product', 'http://127.0.0.1:9090'])
    expect(running[0]?.corp.bots).toMatchObject([{ mode: 'url', url: 'http://127.0.0.1:9090/callback/wecom/bot' }])
    expect(out).toContain('export WECOM_BOT_AES_KEY=')
    expect(out).toContain('export PORT=9090\n')
  })

  it('a port that is taken is said', async () => {
    const { run, running } = await scene()
    await run(['--port', '0'])
    const port = new URL(running[0]?.apiBase ?? '').port
    expect((await run(['--port', port])).err).toContain(`端口 ${port} 已被占用`)
  })
})
