import { describe, expect, test } from 'vitest'
import type { Redis } from 'ioredis'
import { eventually } from '../../support/eventually.ts'
import { freshRedis } from '../../support/redis.ts'
import { createPhone, heard, openWechaty, sleep, type Phone } from './mock.ts'

/** The web's protocol: ids of one login only. */
interface Login {
  phone: Phone
  people: Record<string, ReturnType<Phone['contact']>>
  rooms: Record<string, ReturnType<Phone['room']>>
}

let logins = 0
/** A login with ids of its own; `rooms` holds the members' names by topic, a name being `nickname` or `nickname/name in the room`. */
function webLogin(rooms: readonly (readonly [string, readonly string[]])[]): Login {
  const login = ++logins
  const phone = createPhone(`@self${login}`)
  const people: Login['people'] = {}
  const found: Login['rooms'] = {}
  rooms.forEach(([topic, members], i) => {
    const contacts = members.map((member, j) => {
      const [name = ''] = member.split('/')
      const key = member in people ? `${member}#${j}` : member
      people[key] ??= phone.contact(`@p${login}-${i}-${j}`, name)
      return people[key]
    })
    const key = topic in found ? `${topic}#${i}` : topic
    const room = phone.room(`@@r${login}-${i}`, topic, ...contacts)
    found[key] = room
    members.forEach((member, j) => {
      const alias = member.split('/')[1]
      if (alias !== undefined) phone.puppet.aliases.set(`${room.id}|${contacts[j]?.id}`, alias)
    })
  })
  return { phone, people, rooms: found }
}

const toHolder = ({ phone }: Login) => phone.puppet.sent.filter(({ to }) => to === 'filehelper').map(({ text }) => text)
const asked = async (login: Login) => {
  await eventually(() => expect(toHolder(login).length).toBeGreaterThan(0))
  return toHolder(login).at(-1) ?? ''
}
const answer = ({ phone }: Login, text: string) => phone.say(text, phone.self, phone.mocker.ContactMock.load('filehelper'))

async function open(redis: Redis, login: Login, nameOf = async (_address: string): Promise<string | undefined> => undefined) {
  let number = 1000
  const opened = await openWechaty([login.phone], { redis, nameOf, code: () => String(++number) })
  return { ...opened, login }
}

const zhonghe = ['中河街道工作群', ['飞鱼/王敏', '谢华', '孙燕']] as const

/** The first login, in which these have spoken; answers the addresses by which they are known. */
async function before(rooms: Parameters<typeof webLogin>[0] = [zhonghe]) {
  const { redis } = await freshRedis()
  const login = webLogin(rooms)
  const { ear, channel } = await open(redis, login)
  let many = 0
  for (const [topic, room] of Object.entries(login.rooms)) {
    for (const id of login.phone.mocker.roomPayload(room.id).memberIdList.filter((one) => one !== login.phone.self.id)) {
      login.phone.say('/帮助', login.phone.mocker.ContactMock.load(id), room)
      await heard(ear, ++many)
    }
    void topic
  }
  await channel.stop()
  const of = (name: string) => ear.heard.find(({ senderName }) => senderName === name)
  return { redis, group: ear.heard[0]?.group ?? '', of, heard: ear.heard }
}

describe('ids of one login', () => {
  test('get addresses that last; a restart of the same login keeps them', async () => {
    const { redis, heard: first } = await before()
    expect(new Set(first.map(({ sender }) => sender)).size).toBe(3)
    for (const { sender, group } of first) expect([sender, group].join()).toMatch(/^web:[0-9a-f]{18},web:[0-9a-f]{18}$/)
    logins--
    const again = webLogin([zhonghe])
    const { ear } = await open(redis, again)
    again.phone.say('/帮助', again.people['飞鱼/王敏'] as never, again.rooms['中河街道工作群'] as never)
    await heard(ear, 1)
    expect(ear.heard[0]).toMatchObject({ sender: first[0]?.sender, group: first[0]?.group })
    expect(toHolder(again)).toEqual([])
  })

  test('no name and no topic is kept, and nothing of who only chats', async () => {
    const { redis } = await before()
    const kept = JSON.stringify([await redis.hgetall('tx:{~channels}:wechaty:book'), await redis.hgetall('tx:{~channels}:wechaty:links')])
    for (const word of ['中河', '王敏', '飞鱼', '谢华']) expect(kept).not.toContain(word)
    const login = webLogin([['闲聊群', ['路人']]])
    const { ear } = await open(redis, login)
    ear.answer = async () => 'ignored'
    const known = await redis.hlen('tx:{~channels}:wechaty:book')
    login.phone.say('吃了吗', login.people['路人'] as never, login.rooms['闲聊群'] as never)
    await sleep(150)
    expect(await redis.hlen('tx:{~channels}:wechaty:book')).toBe(known)
    expect(await redis.hlen('tx:{~channels}:wechaty:links')).toBe(0)
  })

  test('ids that last are addresses themselves', async () => {
    const { redis } = await freshRedis()
    const phone = createPhone()
    const wang = phone.contact('wxid_wang', '王敏')
    const room = phone.room('1@chatroom', '中河', wang)
    const { ear } = await openWechaty([phone], { redis })
    phone.say('/帮助', wang, room)
    await heard(ear, 1)
    expect(ear.heard[0]).toMatchObject({ sender: 'wxid_wang', group: '1@chatroom' })
    expect(await redis.exists('tx:{~channels}:wechaty:book')).toBe(0)
  })
})

describe('a new login', () => {
  test('the room of before waits until the holder of the account confirms; then room and members are who they were', async () => {
    const { redis, group, of } = await before()
    const login = webLogin([zhonghe])
    const { ear, channel } = await open(redis, login)
    const [room, wang] = [login.rooms['中河街道工作群'], login.people['飞鱼/王敏']] as never[]
    login.phone.say('/活动 青年联谊会', wang as never, room as never)
    const question = await asked(login)
    expect(question).toContain('群“中河街道工作群”像是原来的同名群')
    expect(question).toContain('确认后按名字接回：王敏（飞鱼）、谢华、孙燕。')
    expect(question).toContain('接回 1001')
    await sleep(50)
    expect(ear.heard).toEqual([])
    expect(login.phone.puppet.sent.filter(({ to }) => to.startsWith('@@')).map(({ text }) => text)).toEqual([expect.stringContaining('正等管理账号的同志确认')])
    expect(channel.state?.().detail).toContain('1个群等管理账号的同志')
    await expect(channel.send({ id: 'n', text: '您好', sort: 'answer', to: { group }, mentions: [], at: 0 })).rejects.toThrow('还没有接回这个群')

    answer(login, '接回 1001')
    await eventually(() => expect(login.phone.puppet.sent.at(-1)?.text).toContain('本群已接回，原来的绑定照旧。按名字接回的有：王敏（飞鱼）、谢华、孙燕。'))
    login.phone.say('/活动 青年联谊会', wang as never, room as never)
    await heard(ear, 1)
    expect(ear.heard[0]).toMatchObject({ group, sender: of('王敏')?.sender })
    await channel.send({ id: 'n', text: '您好', sort: 'answer', to: { group }, mentions: [{ id: of('谢华')?.sender ?? '', name: '谢华' }], at: 0 })
    expect(login.phone.puppet.sent.at(-1)).toEqual({ to: login.rooms['中河街道工作群']?.id, text: '@谢华\u2005您好', mentions: [login.people['谢华']?.id] })
    expect(channel.state?.().detail).toBeUndefined()
  })

  test('the confirmation outlasts a restart; the next login asks again', async () => {
    const { redis, group, of } = await before()
    const login = webLogin([zhonghe])
    const first = await open(redis, login)
    login.phone.say('好', login.people['谢华'] as never, login.rooms['中河街道工作群'] as never)
    await asked(login)
    answer(login, '接回 1001')
    await eventually(() => expect(first.channel.state?.().detail).toBeUndefined())
    await first.channel.stop()
    logins--
    const same = webLogin([zhonghe])
    const second = await open(redis, same)
    same.phone.say('/帮助', same.people['谢华'] as never, same.rooms['中河街道工作群'] as never)
    await heard(second.ear, 1)
    expect(second.ear.heard[0]).toMatchObject({ group, sender: of('谢华')?.sender })
    await second.channel.stop()
    const next = webLogin([zhonghe])
    const third = await open(redis, next)
    next.phone.say('/帮助', next.people['谢华'] as never, next.rooms['中河街道工作群'] as never)
    await asked(next)
    expect(third.ear.heard).toEqual([])
  })

  test('the holder sees whom of the roster somebody would be', async () => {
    const { redis, of } = await before()
    const login = webLogin([zhonghe])
    const roster = new Map([[of('谢华')?.sender, '谢华'], [of('孙燕')?.sender, '孙艳']])
    await open(redis, login, async (address) => roster.get(address))
    login.phone.say('好', login.people['谢华'] as never, login.rooms['中河街道工作群'] as never)
    expect(await asked(login)).toContain('按名字接回：王敏（飞鱼）、谢华、孙燕＝名册里的孙艳。')
  })

  test('refused: it is a new group of new people, and is not asked about again', async () => {
    const { redis, group, of } = await before()
    const login = webLogin([zhonghe])
    const { ear } = await open(redis, login)
    const say = () => login.phone.say('/帮助', login.people['飞鱼/王敏'] as never, login.rooms['中河街道工作群'] as never)
    say()
    await asked(login)
    answer(login, '不接1001')
    await sleep(100)
    say()
    await heard(ear, 1)
    expect(ear.heard[0]?.group).not.toBe(group)
    expect(ear.heard[0]?.sender).not.toBe(of('王敏')?.sender)
    expect(toHolder(login).filter((text) => text.includes('接回 '))).toHaveLength(1)
  })

  test('nobody but the holder can confirm, nor with another number', async () => {
    const { redis } = await before()
    const login = webLogin([zhonghe])
    const { ear } = await open(redis, login)
    const [room, wang] = [login.rooms['中河街道工作群'], login.people['飞鱼/王敏']] as never[]
    login.phone.say('/帮助', wang as never, room as never)
    await asked(login)
    login.phone.say('接回 1001', wang as never, room as never)
    login.phone.say('接回 1001', wang as never, login.phone.self)
    login.phone.say('接回 1001', login.phone.self, room as never)
    answer(login, '接回 9999')
    answer(login, '好的')
    await eventually(() => expect(toHolder(login).at(-1)).toContain('没有编号为 9999 的问题'))
    login.phone.say('/帮助', wang as never, room as never)
    await sleep(100)
    // What was said in private comes from nobody known.
    expect(ear.heard.map(({ text }) => text)).toEqual(['接回 1001'])
  })

  test('a namesake: neither of the two is taken for the one of before', async () => {
    const { redis, of } = await before()
    const login = webLogin([['中河街道工作群', ['飞鱼/王敏', '谢华', '谢华']]])
    const { ear } = await open(redis, login)
    login.phone.say('/帮助', login.people['飞鱼/王敏'] as never, login.rooms['中河街道工作群'] as never)
    const question = await asked(login)
    expect(question).toContain('按名字接回：王敏（飞鱼）。')
    expect(question).toContain('另有2人对不上或重名')
    answer(login, '接回 1001')
    await eventually(() => expect(login.phone.puppet.sent.at(-1)?.text).toContain('本群已接回'))
    login.phone.say('/帮助', login.people['谢华'] as never, login.rooms['中河街道工作群'] as never)
    login.phone.say('/帮助', login.people['谢华#2'] as never, login.rooms['中河街道工作群'] as never)
    await heard(ear, 2)
    for (const { sender } of ear.heard) expect(sender).not.toBe(of('谢华')?.sender)
  })

  test('somebody who took the name in the room alone is not taken for its owner', async () => {
    const { redis, of } = await before()
    const login = webLogin([['中河街道工作群', ['别人/王敏', '谢华', '孙燕']]])
    const { ear } = await open(redis, login)
    login.phone.say('/帮助', login.people['谢华'] as never, login.rooms['中河街道工作群'] as never)
    expect(await asked(login)).toContain('按名字接回：谢华、孙燕。')
    answer(login, '接回 1001')
    await eventually(() => expect(login.phone.puppet.sent.at(-1)?.text).toContain('本群已接回'))
    login.phone.say('/帮助', login.people['别人/王敏'] as never, login.rooms['中河街道工作群'] as never)
    await heard(ear, 1)
    expect(ear.heard[0]?.sender).not.toBe(of('王敏')?.sender)
  })

  test('who has spoken elsewhere before the confirmation stays who they have become', async () => {
    const { redis, of } = await before()
    const login = webLogin([zhonghe])
    const { ear } = await open(redis, login)
    const [room, xie] = [login.rooms['中河街道工作群'], login.people['谢华']] as never[]
    login.phone.say('好', login.people['孙燕'] as never, room as never)
    await asked(login)
    login.phone.say('/我是 谢华', xie as never, login.phone.self)
    await heard(ear, 1)
    answer(login, '接回 1001')
    await eventually(() => expect(login.phone.puppet.sent.at(-1)?.text).toContain('按名字接回的有：王敏（飞鱼）、孙燕。'))
    login.phone.say('/帮助', xie as never, room as never)
    await heard(ear, 2)
    expect(ear.heard[1]?.sender).toBe(ear.heard[0]?.sender)
    expect(ear.heard[1]?.sender).not.toBe(of('谢华')?.sender)
  })

  test('a topic that was changed meanwhile: a new group', async () => {
    const { redis, group } = await before()
    const login = webLogin([['中河街道团建群', ['飞鱼/王敏', '谢华']]])
    const { ear } = await open(redis, login)
    login.phone.say('/帮助', login.people['谢华'] as never, login.rooms['中河街道团建群'] as never)
    await heard(ear, 1)
    expect(ear.heard[0]?.group).not.toBe(group)
    expect(toHolder(login)).toEqual([])
  })

  test.each([
    ['now', [zhonghe], [zhonghe, ['中河街道工作群', ['谢华']]]],
    ['before', [zhonghe, ['中河街道工作群', ['谢华']]], [zhonghe]],
  ] as const)('two rooms of one topic %s: nothing is guessed, and the holder is told', async (_when, first, then) => {
    const { redis, heard: earlier } = await before(first)
    const login = webLogin(then)
    const { ear } = await open(redis, login)
    login.phone.say('/帮助', login.people['飞鱼/王敏'] as never, login.rooms['中河街道工作群'] as never)
    await heard(ear, 1)
    expect(earlier.map(({ group }) => group)).not.toContain(ear.heard[0]?.group)
    expect(toHolder(login)).toEqual([expect.stringContaining('分不清哪个是原来的')])
  })

  test('an account without 文件传输助手: nobody can be asked, so it is a new group', async () => {
    const { redis, group } = await before()
    const login = webLogin([zhonghe])
    login.phone.mocker.cacheContactPayload.delete('filehelper')
    const { ear } = await open(redis, login)
    login.phone.say('/帮助', login.people['谢华'] as never, login.rooms['中河街道工作群'] as never)
    await heard(ear, 1)
    expect(ear.heard[0]?.group).not.toBe(group)

  })
})
