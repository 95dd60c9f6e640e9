import { describe, expect, it } from 'vitest'
import { understand } from '../../src/grammar/parse.ts'
import { at, atHome, directory, shown } from './support.ts'

const asked = (text: string, context = at) => {
  const understood = understand({ text }, context)
  if (understood.kind !== 'command') throw new Error(`${text}: ${understood.kind}`)
  return {
    command: understood.command.name,
    fields: shown(understood, context === atHome ? directory : undefined),
    missing: understood.missing.map(({ label }) => label),
    complaints: understood.problems.map(({ complaint }) => complaint),
    choices: understood.problems.flatMap(({ choices }) => choices ?? []),
    notes: understood.notes,
  }
}

describe('what is missing', () => {
  it.each([
    ['/活动', ['主题', '时间']],
    ['/活动 主题:联谊会', ['时间']],
    ['/活动 时间:11月20日14:00', ['主题']],
    ['/活动 主题: 时间:11月20日14:00', ['主题']],
    ['/活动 主题:联谊会 时间:', ['时间']],
    ['/活动 主题：\n时间：', ['主题', '时间']],
    ['/活动 联谊会', ['时间']],
    ['/活动 联谊会 街道青年中心', ['时间']],
    ['/任务 报送台账', ['截止']],
    ['/完成', ['编号']],
    ['/取消活动 活动-2026-003', ['原因']],
    ['【活动】\n主题:联谊会', ['时间']],
    ['@团讯 【活动】', ['主题', '时间']],
    ['@团讯 活动', ['主题', '时间']],
    ['/hd', ['主题', '时间']],
  ])('%j: only that is asked for', (text, missing) => expect(asked(text)).toMatchObject({ missing, complaints: [] }))
})

describe('what is wrong', () => {
  it.each([
    ['/活动 主题:联谊会 时间:2月30日', '时间：'],
    ['/活动 联谊会 2月30日 青年中心', '时间：'],
    ['/活动 主题:联谊会 时间:腊月初八', '时间：'],
    ['/活动 主题:联谊会 时见:11月20日', '没有“时见”这一项，您是不是要“时间”'],
    ['/活动 主体:联谊会 时间:11月20日', '没有“主体”这一项，您是不是要“主题”'],
    ['/活动 主题:联谊会\n间时:11月20日', '您是不是要“时间”'],
    ['/活动 主题:联谊会 時見:11月20日', '没有“時見”这一项'],
    ['/活动 主题:联谊会 时间:11月20日 时间:11月21日', '“时间”写了两次'],
    ['/活动 主题:联谊会 时间:11月20日 日期:11月21日', '“时间”写了两次'],
    ['【活动】\n主题:甲\n时间:11月20日\n主题:乙', '“主题”写了两次'],
    ['/活动 主题:联谊会 时间:11月20日 人数:很多', '人数'],
    ['/活动 主题:联谊会 时间:11月20日 类型:吃饭', '“类型”里没有“吃饭”'],
    ['/任务 标题:台账 截止:12月25日左右', '截止'],
    ['/完成 通知-2026-001', '不是任务的编号'],
    ['/完成 编号:abc', '不像编号'],
    ['/简报 三期以前的', '期号'],
    ['/轮值 中河中学 某一天', '任期：没有看懂“某一天”'],
    ['/简报 3 4 5 6 7', '多出来的'],
    ['/完成 任务4\n/完成 任务5', '一条消息只能写一条指令，“/完成”请另发一条'],
    ['/活动 主题:读书会 时间:11月28日 地点:青年中心\n/任务 交名册 12月1日', '一条消息只能写一条指令，“/任务”请另发一条'],
    ['【活动】\n主题：晚会\n时间：12月31日\n地点：礼堂\n\n【任务】\n标题：节目单\n截止：12月20日', '一条消息只能写一条指令，“/任务”请另发一条'],
    ['/活动 主题:读书会 时间:11月28日 摘要:荐书\n/任务 标题:交名册 截止:12月1日', '一条消息只能写一条指令，“/任务”请另发一条'],
    ['/通知 标题:开会 回执:随便', '每单位'],
  ])('%j', (text, complaint) => {
    const { complaints } = asked(text)
    expect(complaints.join()).toContain(complaint)
    expect(complaints).toHaveLength(1)
  })

  it('does not ask again for what was complained about', () => {
    expect(asked('/活动 主题:联谊会 时见:11月20日').missing).toEqual([])
    expect(asked('/活动 主题:联谊会 时间:2月30日').missing).toEqual([])
  })

  it('reports every field that is wrong, and keeps those that are right', () => {
    expect(asked('/活动 主题:联谊会 时间:2月30日 人数:很多')).toMatchObject({ fields: { 主题: '联谊会' }, complaints: [expect.any(String), expect.any(String)] })
  })

  it.each([
    '/活动 主题:联谊会 时间:11月20日 摘要:大家很高兴\n地方:很大',
    '/活动 主题:联谊会 时间:11月20日 摘要:第一部分 主提:张三',
    '/通知 标题:开会 内容:甲\n对方:乙\n内荣:丙',
    '/活动 主题:联谊会，备注:带伞 时间:11月20日',
    '/周报 问题:没有\n进展情况:走访\n话题:无',
  ])('%j: a word that is no label stays text', (text) => expect(asked(text)).toMatchObject({ missing: [], complaints: [] }))
})

describe('notes and names', () => {
  it('passes on how a value was understood', () => expect(asked('/活动 主题:联谊会 时间:11月20日2点').notes.join()).toContain('下午2点'))

  it('asks which of two units of one name is meant', () => {
    expect(asked('/进度 白塔街道', atHome)).toMatchObject({ choices: ['东岸区白塔街道', '西岸区白塔街道'] })
    expect(asked('/进度 西岸区白塔街道', atHome)).toMatchObject({ fields: { 单位: '西岸区白塔街道' }, complaints: [] })
    expect(asked('/进度 中河', atHome)).toMatchObject({ fields: { 单位: '中河街道' } })
    expect(asked('/进度 中合街道', atHome).complaints.join()).toContain('没有找到单位“中合街道”，您是不是要“中河街道”')
  })

  it('asks which of two persons of one name is meant', () => {
    expect(asked('/任务 报台账 12月25日 陈静', atHome)).toMatchObject({ choices: ['陈静（下应街道）', '陈静（中河街道）'] })
    expect(asked('/任务 报台账 12月25日 负责人:陈静（中河街道）', atHome)).toMatchObject({ complaints: [], fields: { 负责人: '陈静' } })
    expect(asked('/任务 报台账 12月25日 @王敏', atHome)).toMatchObject({ fields: { 负责人: '王敏' } })
    expect(asked('/任务 标题:报台账 截止:12月25日 负责人:我', atHome)).toMatchObject({ fields: { 负责人: '王敏' } })
    expect(asked('/任务 标题:报台账 截止:12月25日 负责人:赵六', atHome).complaints.join()).toContain('名册里没有“赵六”')
  })

  it('tells a person from a unit by the directory', () => {
    expect(asked('/任务 报台账 12月25日 下应街道', atHome)).toMatchObject({ fields: { 对象: '下应街道' }, complaints: [] })
    expect(asked('/任务 报台账 12月25日 全部街道', atHome)).toMatchObject({ fields: { 对象: '全部街道' }, complaints: [] })
    expect(asked('/任务 报台账 12月25日 请盖章', atHome)).toMatchObject({ fields: { 说明: '请盖章' }, complaints: [] })
  })
})
