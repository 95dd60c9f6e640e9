import { expect, test } from 'vitest'
import { spellDown } from '../../src/domain/serviceWords.ts'
import { at } from '../support/bot.ts'

const now = at('2026-11-16 09:00')

test.each([
  [{ detail: '正在连接', since: at('2026-11-16 08:59') }, '正在连接，08:59起'],
  [{ detail: '等待扫码登录', since: at('2026-11-15 23:59') }, '等待扫码登录，2026年11月15日 23:59起'],
  [{ since: at('2026-11-16 00:00') }, '不通，00:00起'],
  [{ detail: '没有进程在用它', since: 0 }, '没有进程在用它'],
  [{}, '不通'],
])('%j: %s', (state, said) => expect(spellDown(state, now)).toBe(said))
