/** /绑定 where the setup has named the group already: it is that group, not a second one that nobody reaches the first by. */
import { expect, it } from 'vitest'
import { startMentioned } from '../../support/mentioned.ts'
import { quietPilot } from '../../support/quiet.ts'

const now = '2026-11-16 09:00'
const groups = async ({ bot }: Awaited<ReturnType<typeof startMentioned>>) => (await bot.ledger.view()).directory.groups.map(({ name, addresses }) => [name, addresses['wecom']])

it('is tied to it, with its name and settings, and gets what goes to the unit', async () => {
  const scene = await startMentioned(now)
  expect(await scene.say('wangmin', 'wr3', '/绑定 中河街道')).toEqual(['已绑定：本群属于中河街道（中河街道工作群）\n简报：不发，催办：开。调整请发 @团讯 /群设置。'])
  expect(await groups(scene)).toEqual([['中河街道工作群', 'wr3'], ['宁波市工作群', undefined], ['全省试点工作群', undefined]])
  await scene.say('zhaogang', null, '/通知 标题:报送名册 对象:中河街道')
  expect((await scene.say('wangmin', 'wr3', '收到'))[0]).toContain('中河街道 已回执')
})

it('a second chat of the unit is a group of its own', async () => {
  const scene = await startMentioned(now)
  await scene.say('wangmin', 'wr3', '/绑定 中河街道')
  expect((await scene.say('wangmin', 'wr4', '/绑定 中河街道'))[0]).toContain('已绑定：本群属于中河街道\n简报：周一 10:00')
  expect((await groups(scene)).filter(([, at]) => at !== undefined)).toEqual([['中河街道工作群', 'wr3'], ['中河街道工作群2', 'wr4']])
})

it('of several that wait, the one that is named', async () => {
  const scene = await startMentioned(now, `${quietPilot.replace('groups:\n', 'groups:\n  - { name: 中河青年群, unit: 浙江省/宁波市/鄞州区/中河街道, bulletin: off }\n')}`)
  expect(await scene.say('wangmin', 'wr3', '/绑定 中河街道')).toEqual(['中河街道有2个工作群还没有接上：中河青年群、中河街道工作群。请写明本群是哪一个，如 /绑定 中河街道 群:中河青年群'])
  expect((await scene.say('wangmin', 'wr3', '/绑定 中河街道 群:中河街道工作群'))[0]).toContain('本群属于中河街道（中河街道工作群）')
  expect((await scene.say('wangmin', 'wr4', '/绑定 中河街道'))[0]).toContain('本群属于中河街道（中河青年群）')
})

it.each([
  ['one that is reached already', ', addresses: { wecom: wr9 }'],
  ['one where the bot cannot be', ', fallback: 人工粘贴'],
])('%s is left alone', async (_what, more) => {
  const scene = await startMentioned(now, quietPilot.replace('unit: 浙江省/宁波市/鄞州区/中河街道, bulletin: off', `unit: 浙江省/宁波市/鄞州区/中河街道, bulletin: off${more}`))
  const before = await groups(scene)
  expect((await scene.say('wangmin', 'wr3', '/绑定 中河街道'))[0]).toContain('已绑定：本群属于中河街道\n')
  expect(await groups(scene)).toEqual([...before, ['中河街道工作群2', 'wr3']])
})

it('one of another unit is not taken', async () => {
  const scene = await startMentioned(now)
  await scene.say('wuqiang', 'wr5', '/绑定 庄桥街道')
  expect((await groups(scene)).filter(([, at]) => at !== undefined)).toEqual([['庄桥街道工作群', 'wr5']])
  expect((await scene.say('wuqiang', 'wr6', '/绑定 庄桥街道 群:中河街道工作群'))[0]).toContain('已绑定：本群属于庄桥街道\n')
  expect((await groups(scene)).filter(([name]) => name === '中河街道工作群')).toEqual([['中河街道工作群', undefined]])
})
