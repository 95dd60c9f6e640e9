/**
 * Who may do what where: the expectation, written by hand from the requirements and not worked out from the product.
 * Each rule lists, person by person, the units at which they may; a unit or a person that is not listed may not.
 *
 *   省 浙江省 ─ 区 鄞州区 ─┬─ 街 中河街道 ─┬─ 校 中河中学
 *                         │               └─ 行 鄞州银行 (in the chair of 街's committee)
 *                         └─ 邻 白塔街道 ─── 友 白塔中学 (in the chair of 邻's committee)
 *      └ 远 天水街道, in another city
 */
export const units = {
  省: '浙江省', 区: '浙江省/宁波市/鄞州区', 街: '浙江省/宁波市/鄞州区/中河街道', 校: '浙江省/宁波市/鄞州区/中河街道/中河中学',
  行: '浙江省/宁波市/鄞州区/中河街道/鄞州银行', 邻: '浙江省/宁波市/鄞州区/白塔街道', 友: '浙江省/宁波市/鄞州区/白塔街道/白塔中学', 远: '浙江省/杭州市/天水街道',
} as const
export type Place = keyof typeof units
export const places = Object.keys(units) as Place[]

/** People; the last three have no role: one never had, one has left the post, one is not known at all. */
export const people = [
  '省管理员', '区领导', '区团干部', '街管理员', '街领导', '街指导员', '街团干部', '校联系人', '行联系人', '邻团干部', '友联系人', '无角色', '已离任', '陌生人',
] as const
export type Actor = (typeof people)[number]

const grid = (text: string): Record<Actor, string> => {
  const rows = text.trim().split('\n').map((line) => line.trim().split(/\s+/))
  const unknown = rows.filter(([name]) => !people.includes(name as Actor))
  if (unknown.length > 0) throw new Error(`nobody is called ${String(unknown)}`)
  return Object.fromEntries(people.map((name) => [name, rows.find(([head]) => head === name)?.[1] ?? ''])) as Record<Actor, string>
}

/** 省 区 街 校 行 邻 友 远 */
const all = '省区街校行邻友远'

export const rules = {
  任何人: grid(people.map((name) => `${name} ${all}`).join('\n')),
  已登记的人: grid(people.filter((name) => name !== '陌生人').map((name) => `${name} ${all}`).join('\n')),

  // Cadres and admins write at their unit and below; leaders and instructors never; nobody upward or sideways.
  主管: grid(`
    省管理员 省区街校行邻友远
    区团干部 区街校行邻友
    街管理员 街校行
    街团干部 街校行
    邻团干部 邻友`),
  管理员: grid(`
    省管理员 省区街校行邻友远
    街管理员 街校行`),
  // The same, and contacts for their own unit alone.
  主管和联系人: grid(`
    省管理员 省区街校行邻友远
    区团干部 区街校行邻友
    街管理员 街校行
    街团干部 街校行
    校联系人 校
    行联系人 行
    邻团干部 邻友
    友联系人 友`),
  // The same, and whoever is in the chair for the committee too (S2).
  登记: grid(`
    省管理员 省区街校行邻友远
    区团干部 区街校行邻友
    街管理员 街校行
    街团干部 街校行
    校联系人 校
    行联系人 街行
    邻团干部 邻友
    友联系人 邻友`),
  // Given to others: the chair gives to the committee and its members; a contact's own unit is its own.
  布置: grid(`
    省管理员 省区街校行邻友远
    区团干部 区街校行邻友
    街管理员 街校行
    街团干部 街校行
    校联系人 校
    行联系人 街校行
    邻团干部 邻友
    友联系人 邻友`),
  通知: grid(`
    省管理员 省区街校行邻友远
    区团干部 区街校行邻友
    街管理员 街校行
    街团干部 街校行
    行联系人 街校行
    邻团干部 邻友
    友联系人 邻友`),
  发出通知的: grid(`
    省管理员 省区街校行邻友远
    区团干部 区街校行邻友
    街管理员 街校行
    街团干部 街校行
    行联系人 街
    邻团干部 邻友
    友联系人 邻`),
  // A receipt is for one's own unit, never for another.
  回执: grid(`
    省管理员 省
    区团干部 区
    街管理员 街
    街团干部 街
    校联系人 校
    行联系人 行
    邻团干部 邻
    友联系人 友`),

  // Everyone with a role reads their unit and below; a contact its own.
  看: grid(`
    省管理员 省区街校行邻友远
    区领导 区街校行邻友
    区团干部 区街校行邻友
    街管理员 街校行
    街领导 街校行
    街指导员 街校行
    街团干部 街校行
    校联系人 校
    行联系人 行
    邻团干部 邻友
    友联系人 友`),
  // A contact sees the committee's calendar as well.
  看日程: grid(`
    省管理员 省区街校行邻友远
    区领导 区街校行邻友
    区团干部 区街校行邻友
    街管理员 街校行
    街领导 街校行
    街指导员 街校行
    街团干部 街校行
    校联系人 街校
    行联系人 街行
    邻团干部 邻友
    友联系人 邻友`),
  // What was given to units is seen by whoever gave it: for the committee by whoever is in its chair, as it passes on with it.
  看布置的: grid(`
    省管理员 省区街校行邻友远
    区领导 区街校行邻友
    区团干部 区街校行邻友
    街管理员 街校行
    街领导 街校行
    街指导员 街校行
    街团干部 街校行
    校联系人 校
    行联系人 街行
    邻团干部 邻友
    友联系人 邻友`),
  // And the chair and the plan, of every member of its committee.
  看轮值: grid(`
    省管理员 省区街校行邻友远
    区领导 区街校行邻友
    区团干部 区街校行邻友
    街管理员 街校行
    街领导 街校行
    街指导员 街校行
    街团干部 街校行
    校联系人 街校行
    行联系人 街校行
    邻团干部 邻友
    友联系人 邻友`),
  // Not who is late.
  看欠报: grid(`
    省管理员 省区街校行邻友远
    区领导 区街校行邻友
    区团干部 区街校行邻友
    街管理员 街校行
    街领导 街校行
    街指导员 街校行
    街团干部 街校行
    邻团干部 邻友`),
  // What another person has to do.
  看别人的待办: grid(`
    省管理员 省区街校行邻友远
    区领导 区街校行邻友
    区团干部 区街校行邻友
    街管理员 街校行
    街领导 街校行
    街团干部 街校行
    邻团干部 邻友`),

  安排轮值: grid(`
    省管理员 校行友
    区团干部 校行友
    街管理员 校行
    街团干部 校行
    行联系人 校行
    邻团干部 友
    友联系人 友`),
  // About a term: whoever holds it, or the cadres above.
  任期: grid(`
    省管理员 校行友
    区团干部 校行友
    街管理员 校行
    街团干部 校行
    校联系人 校
    行联系人 行
    邻团干部 友
    友联系人 友`),
  // Either side may propose that the two change places.
  换班: grid(`
    省管理员 校
    区团干部 校
    街管理员 校
    街团干部 校
    校联系人 校
    行联系人 校`),
} as const
export type Rule = keyof typeof rules
