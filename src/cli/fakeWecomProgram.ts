/** A WeCom of one's own: tries whole groups with the real channels, without WeCom. */
import { fileURLToPath } from 'node:url'
import { startFakeWecom } from '../../test/support/wecom/index.ts'
import type { CorpPlan, FakeWecom } from '../../test/support/wecom/index.ts'
import { pageRoutes } from '../../test/support/wecom/page/routes.ts'
import { readSetupFile } from '../setup/file.ts'
import type { Setup } from '../setup/setup.ts'
import { typedPath } from './files.ts'
import { defineProgram } from './program.ts'

const sample = fileURLToPath(new URL('../../pilot.example.yaml', import.meta.url))

/** The people and groups of a pilot as a corp; everybody is in every group. */
function corpOf({ people, groups }: Setup): Pick<CorpPlan, 'members' | 'groups'> {
  return {
    members: Object.fromEntries(people.map(({ id, name, ids }) => [ids ? (ids['wecom'] ?? id) : id, name])),
    groups: groups.map(({ name, addresses }) => ({ name, ...(addresses?.['wecom'] && { chatid: addresses['wecom'] }) })),
  }
}

/**
 * `[--port 8899] [--setup 试点.yaml] [--product http://127.0.0.1:8080] [--by-url]`: starts a fake WeCom with the people and groups of a
 * setup file, prints what the product is to be started with, and serves a page to speak as anybody. The bot is on the long
 * connection, or with `--by-url` called at the product's address.
 */
export const fakeWecomProgram = defineProgram({
  name: 'fake-wecom',
  summary: '自带的模拟企业微信：在网页上以任何人的身份说话、点按钮，并打印启动团讯要用的设置。Ctrl+C 结束。',
  options: {
    port: { type: 'string', default: '8899', value: '8899', does: '网页的端口' },
    setup: { type: 'string', value: '试点.yaml', does: '人员和群取自哪份设置，不写就用 pilot.example.yaml' },
    product: { type: 'string', default: 'http://127.0.0.1:8080', value: '地址', does: '团讯的地址，不写是 http://127.0.0.1:8080' },
    'by-url': { type: 'boolean', default: false, does: '机器人用回调，不用长连接' },
  },
  async run({ values }, at) {
    const setup = await readSetupFile(values.setup === undefined ? sample : typedPath(values.setup, at))
    const callback = (whose: string) => new URL(`/callback/wecom/${whose}`, values.product).href
    const name = setup.settings.botNames?.[0] ?? '团讯'
    const bot = values['by-url'] ? { name, mode: 'url' as const, url: callback('bot') } : { name }
    const corp = { ...corpOf(setup), bots: [bot], app: { url: callback('app') } }
    const wecom = await startFakeWecom({ port: Number(values.port), corp, routes: pageRoutes }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? new Error(`端口 ${values.port} 已被占用，可换一个：npm run fake-wecom -- --port 8900`) : error
    })
    at.print(introduction(wecom, values.product))
    return wecom
  },
})

function introduction(wecom: FakeWecom, product: string): string {
  const { port } = new URL(product)
  const variables = { ...wecom.env(), PORT: port || '80' }
  const lines = wecom.corp.groups.map(({ name, chatid }) => `  { name: ${name}, addresses: { wecom: ${chatid} }, webhook: "${wecom.webhook(name)}" }`)
  return [
    `模拟企业微信：${wecom.apiBase}/ （在浏览器里打开，可以任何人的身份说话、点按钮；Ctrl+C 结束）`,
    '',
    '用它启动团讯（在另一个终端）：',
    '',
    ...Object.entries(variables).map(([name, value]) => `export ${name}=${value}`),
    'npm start',
    '',
    '群编号和群机器人地址，可写进试点设置文件的 groups：',
    ...lines,
    '',
  ].join('\n')
}
