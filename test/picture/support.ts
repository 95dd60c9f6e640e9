import { findFont } from '../../src/picture/fontFile.ts'
import type { Font } from '../../src/picture/font.ts'

/** The Chinese font of this machine: `npm test` installs one. */
export const chineseFont = findFont(undefined) ?? '(no Chinese font: install fonts-wqy-microhei)'

/** Letters are half as wide as Chinese signs; it has all but emoji. */
export const evenFont: Font = { family: 'Even', has: (sign) => !/\p{Extended_Pictographic}/u.test(sign), width: (sign) => (/[ -~]/.test(sign) ? 0.5 : 1) }

/** A bulletin with so many lines from below. */
export const bulletin = (lines = 1): string =>
  ['浙江省街道团建试点工作简报', '第 3 期（总第 12 期）', '共青团浙江省委', '2026年11月30日', '', '一、总体进展', ...Array.from({ length: lines }, (_, i) => `中河街道第${i + 1}社区：组织“青春同行”志愿服务，38人参加……（周报-2026-${String(i + 1).padStart(3, '0')}）`), '', '台账校验：148-1a2b3c4d'].join('\n')
