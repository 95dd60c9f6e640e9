/** A short scene for the pictures in the README, played on the sample pilot. */

export interface Said {
  sender: string
  group: string
  text: string
  /** How many lines of the bot's there are in all when it has answered; nothing for chat. */
  answers?: number
}

const street = '鄞州区中河街道工作群'
const city = '宁波市试点工作群'
const province = '全省试点工作群'

export const scene: readonly Said[] = [
  { sender: 'lixin', group: province, text: '/通知 标题:填报试点工作进展 截止:下周三17:00 对象:全部街道 内容:请各街道按月报送', answers: 1 },
  { sender: 'tangli', group: province, text: '收到' },
  { sender: 'panyun', group: city, text: '月湖的读书会改到周六了，欢迎来' },
  { sender: 'chenlei', group: street, text: '王书记，联谊会场地定了，就在街道青年中心' },
  { sender: 'wangmin', group: street, text: '/活动 青年联谊会 明天14:00 街道青年中心 35人', answers: 1 },
  { sender: 'sunyan', group: street, text: '@团讯 现在谁是轮值主席', answers: 1 },
  { sender: 'zhaogang', group: city, text: '@王敏 中河的台账写得好，大家参考' },
]
/** Whose screens are shown, and what is being typed. */
export const desktop = { person: 'wangmin', place: `g:${street}`, typing: '/zhou' }
export const phone = { person: 'sunyan', place: `g:${street}` }
