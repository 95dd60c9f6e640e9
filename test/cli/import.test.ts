import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importProgram } from '../../src/cli/importProgram.ts'
import { activity } from '../../src/domain/records/activity.ts'
import { person } from '../../src/domain/records/directory.ts'
import { kinds } from '../../src/domain/records/index.ts'
import { amend } from '../../src/domain/record.ts'
import { instant } from '../../src/domain/time.ts'
import { openLedger } from '../../src/ledger/ledger.ts'
import { verify } from '../../src/ledger/verify.ts'
import { loadSetup } from '../../src/setup/load.ts'
import { parseSetup } from '../../src/setup/yaml.ts'
import { rememberWorkspace } from '../../src/start.ts'
import { smallPilot } from '../support/bot.ts'
import { programScene } from '../support/program.ts'

const group = '中河街道工作群'
const old = `消息对象:团建老群

2014-10-10 9:00:00 王敏(12345)
/活动 主题:青年联谊会 时间:10月9日14:00 人数:35

2014-10-10 9:01:00 王敏(12345)
大家辛苦了

2014-10-10 9:02:00 张三(67890)
/活动 主题:读书会 时间:10月8日14:00 人数:20

2014-10-10 9:03:00 张三(67890)
收到

2014-10-10 9:04:00 陈磊<chenlei>
/授权 姓名:王敏 角色:领导 单位:中河街道

2014-10-10 9:05:00 王敏(12345)
/活动 主题:志愿服务

2014-10-10 9:06:00 王敏(12345)
时间:10月7日9:00 人数:12

2014-10-10 9:07:00 王敏(12345)
/天气
`

async function scene(setup = smallPilot) {
  const { redis, folder, run } = await programScene(importProgram)
  const ledger = openLedger(redis, { workspace: 'test-pilot', kinds })
  await loadSetup(ledger, parseSetup(setup, 'p.yaml'), instant('2026-11-16', '09:00'))
  await rememberWorkspace(redis, 'test-pilot')
  await writeFile(join(folder, 'old.txt'), old)
  const activities = async () => (await Promise.all((['held', 'planned'] as const).map(async (state) => (await ledger.view()).list(activity, state, '浙江省')))).flat().sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, at, by, group: where, data }) => ({ id, at, by, where, topic: data.topic }))
  return { redis, folder, ledger, run, activities }
}

describe('npm run import', () => {
  it('takes commands and forms with their own times and senders, and says what was passed over and why', async () => {
    const { run, activities } = await scene()
    const { out, err } = await run(['old.txt', '--group', group])
    expect(err).toBe('')
    expect(await activities()).toEqual([
      { id: '活动-2014-001', at: instant('2014-10-10', '09:00'), by: 'wangmin', where: group, topic: '青年联谊会' },
      { id: '活动-2014-002', at: instant('2014-10-10', '09:06'), by: 'wangmin', where: group, topic: '志愿服务' },
    ])
    expect(out).toContain(`${group}：读到 8 条，带入 3 条，略过 3 条，以前已处理 0 条，日常聊天 2 条（不保存）\n`)
    expect(out).toMatch(/带入 3 条：\n {2}第3行 2014-10-10 09:00 王敏\(12345\)：已记录 活动-2014-001：青年联谊会/)
    expect(out).toMatch(/第9行 2014-10-10 09:02 张三\(67890\)：不认识的发送人\n {2}第15行 .*陈磊\(chenlei\)：没有权限/)
    expect(out).toMatch(/第18行 .*：缺的内容已由后面的回复补齐\n {2}第21行 .*：已记录 活动-2014-002/)
    expect(out).toMatch(/第24行 .*天气/)
  })

  it('posts nothing, leaves no chat behind and an untouched chain', async () => {
    const { run, redis, ledger } = await scene()
    await run(['old.txt', '--group', group])
    expect(await ledger.outbox.chats()).toEqual([])
    expect(await ledger.inbox.chats()).toEqual([])
    const everything = await Promise.all((await redis.keys('*')).map((key) => redis.dump(key)))
    expect(everything.some((dump) => dump?.includes('大家辛苦了'))).toBe(false)
    expect((await verify(redis, { workspace: 'test-pilot', kinds })).faults).toEqual([])
  })

  it('twice adds nothing; what was passed over may be taken once its sender may', async () => {
    const { run, ledger, activities } = await scene()
    await run(['old.txt', '--group', group])
    const { seq } = (await ledger.view()).head
    const again = await run(['old.txt', '--group', group])
    expect(again.out).toContain('带入 0 条，略过 3 条，以前已处理 2 条')
    expect((await ledger.view()).head.seq).toBe(seq)
    const view = await ledger.view()
    const chen = await view.get(person, 'chenlei')
    if (!chen) throw new Error('not loaded')
    const named = amend(person, chen, { ids: { qq: '67890' } })
    await ledger.commit({ cause: { key: 'mend', day: '2026-11-17' }, view, now: instant('2026-11-17'), by: 'lixin', changes: [named], notices: [] })
    expect((await run(['old.txt', '--group', group])).out).toContain('带入 1 条')
    expect((await activities()).map(({ id, by }) => [id, by]).at(-1)).toEqual(['活动-2014-003', 'chenlei'])
  })

  it('of several people of one name guesses none; nothing from the future', async () => {
    const { run, folder } = await scene(smallPilot.replace('name: 吴强', 'name: 王敏'))
    const future = '消息对象:群\n\n2014-10-10 9:00:00 王敏(12345)\n/活动 甲 10月9日\n\n2999-01-01 9:00:00 陈磊(chenlei)\n/活动 乙 10月9日\n'
    await writeFile(join(folder, 'old.txt'), future)
    expect((await run(['old.txt', '--group', group])).out).toMatch(/王敏\(12345\)：不认识的发送人\n.*陈磊\(chenlei\)：时间在将来/)
  })

  it('takes the chat of the group\'s name among several, and refuses to guess', async () => {
    const { run } = await scene()
    const two = (name: string) => `消息对象:${name}\n\n2014-10-10 9:00:00 甲(a)\n一\n\n消息对象:别的群\n\n2014-10-10 9:00:00 乙(b)\n二\n`
    expect((await run(['-', '--group', group], two(group))).out).toContain('读到 1 条')
    expect((await run(['-', '--group', group], two('老群'))).err).toBe(`文件里没有“${group}”的记录，只有：老群、别的群`)
  })

  it.each([
    [['old.txt'], '用法：npm run --silent import'],
    [['--group', group], '用法：npm run --silent import'],
    [['old.txt', '--group', '没有的群'], '没有群“没有的群”，现有：中河街道工作群、'],
    [['missing.txt', '--group', group], '找不到文件'],
  ])('refuses %j', async (args, expected) => {
    const { run } = await scene()
    expect((await run(args)).err).toContain(expected)
  })
})
