/** A plain sentence that tells of an activity: 昨天在文化站搞了个青年联谊会，来了35人. */

/** What a dictated sentence begins with. */
const hum = /^(?:嗯+|呃+|额|啊|哦|那个|这个|就是|是这样|[\s,，、…])+/u
const day = '(?:大?前天|昨[天日晚]|今[天日早晚]|大?后天|明[天日早晚]|刚[才刚]?|[上下本这]{0,2}个?(?:周|星期|礼拜)[一二三四五六日天末]|\\d{1,2}月\\d{1,2}[日号]?|\\d{1,2}[号日.]\\d{0,2}[日号]?)'
const clock = '(?:上午|下午|中午|早上|晚上|晚)?(?:[\\d一二三四五六七八九十两]{1,3}(?:点半?|:\\d{2}))?'
const sentence = new RegExp(
  `^(?:我们(?:街道|社区|学校|单位)?)?(?<when>${day}${clock})(?:我们(?:街道|社区|学校|单位)?)?(?:在(?<where>[\\p{Script=Han}\\d]{2,15}?))?(?:又|还|成功|联合)*`
  + `(?:(?:搞|办|开|举办|举行|组织|开展|召开)(?:了|完|过)|将?(?:举办|举行|开展|召开))(?:一?[个场次])?(?<topic>(?!一?[个场次]\\p{Script=Han}(?:$|[，,。;!\\s来到有参共]))\\p{Script=Han}{2,24}?)(?:活动)?(?:$|(?=[，,。;!\\s]|(?:大概|大约|一?共|总共|有|来了?|到了?|参加)+[\\d一二两三四五六七八九十百])(?<rest>.{0,80})$)`, 'u')
const count = /(?:^|[^\d])(\d{1,6})(?:个|名|位)?(?:人|同志|青年|团员)(?![数均])/

/** What activities are called, or that people came: 办了张卡 and 搞了个乌龙 tell of none. */
const eventful = /活动|[会赛展演节营课]|讲座|沙龙|培训|志愿|慰问|走访|宣[讲传]|义诊|团日|[人名]|参加|到场/

/** The command line that says the same, to be offered; undefined for anything else. */
export function activityTold(said: string): string | undefined {
  if (said.length > 120 || /[?吗]/.test(said)) return undefined
  const { when, where, topic, rest = '' } = sentence.exec(said.replace(hum, ''))?.groups ?? {}
  if (when === undefined || topic === undefined || !eventful.test(said.slice(said.indexOf(when) + when.length))) return undefined
  const people = count.exec(rest)?.[1]
  const time = when.startsWith('刚') ? '今天' : when.replace(/[上下中]午$|[早晚]上$/, '')
  return ['/活动', `主题:${topic}`, `时间:${time}`, ...(where === undefined ? [] : [`地点:${where}`]), ...(people === undefined ? [] : [`人数:${people}`])].join(' ')
}
