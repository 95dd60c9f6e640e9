/** The kind of a unit, told by its name. */
import type { UnitKind } from './records/directory.ts'
import { lastPart, parentPath } from './unitPath.ts'

const municipalities = ['北京市', '上海市', '天津市', '重庆市']
/** In this order: 居民区, 社区, 自治区 and 地区 end in 区 too. */
const endings: [RegExp, UnitKind][] = [
  [/(省|自治区|特别行政区|兵团)$/, '省'],
  [/(自治州|地区|盟)$/, '市'],
  [/社区$/, '社区'],
  [/(居民区|居委会|小区)$/, '居民区'],
  [/(街道|街道办事处)$/, '街道'],
  [/[乡镇]$/, '乡镇'],
  [/(村|村委会)$/, '村'],
  [/[县旗]$/, '县'],
  [/区$/, '区'],
  [/(部|处|室|科)$/, '部门'],
]

/**
 * The kind that a unit's name tells: by its ending 省 市 区 县 街道 镇 乡 社区 居民区 村 部.
 * A 市 is a 市; below another 市 it is a 县级市; the four municipalities at the top are 直辖市.
 */
export function guessKind(path: string, kindOf: (path: string) => UnitKind | undefined): UnitKind | undefined {
  const above = parentPath(path)
  const name = lastPart(path)
  if (name.endsWith('市')) {
    if (!above && municipalities.includes(name)) return '直辖市'
    return above && kindOf(above) === '市' ? '县级市' : '市'
  }
  return endings.find(([ending]) => ending.test(name))?.[1]
}
