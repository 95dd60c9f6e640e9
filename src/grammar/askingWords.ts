/** The words of questions, and what each says. */

/** What a question is about, and what it wants to know. */
export type Mark =
  | 'activity' | 'task' | 'weekly' | 'notice' | 'chair' | 'bulletin' | 'thing' | 'plan' | 'story'
  | 'count' | 'turnout' | 'what' | 'who' | 'how' | 'most' | 'when' | 'due' | 'next' | 'whether' | 'not' | 'late' | 'give' | 'hand' | 'finish' | 'urge' | 'self' | 'other'

/** Which part of a question fills which field. */
export type Slot = 'period' | 'unit' | 'person' | 'about'

/** One way in which a command is asked for in free words. */
export interface Wording {
  /** What must be said, all of it, and at least one of `any`; nothing else may be said but `may`. */
  all?: readonly Mark[]
  any?: readonly Mark[]
  may?: readonly Mark[]
  /** Labels that the parts fill; a part without one must be absent. */
  slots?: Partial<Record<Slot, string>>
  /** Parts that must be there. */
  needs?: readonly Slot[]
  /** Fixed field texts, by label; {kind} stands for the kind of unit that is asked about (哪个市), if any. */
  fields?: Record<string, string>
  /** What the answer adds, where it does less than was asked for. */
  note?: string
}

/** Told to whoever wants somebody to be chased: what is open is shown, and nobody is chased out of turn (S7). */
export const urged = '团讯在到期前提醒、逾期后按时催办，不另外催；要现在说，请直接在群里 @ 负责人'

/** Words by what they say, those that dictation makes of them included; a word may say two things. */
const said: readonly (readonly [marks: readonly Mark[], words: string])[] = [
  [['activity'], '活动 活洞'],
  [['task'], '任务 任物 待办'],
  [['weekly'], '周报 周抱 周暴 州报 工作动态'],
  [['notice'], '通知 通只'],
  [['chair'], '轮到 轮值主席 论值主席 轮职主席 轮直主席 轮值 论值 主席'],
  [['chair', 'how'], '轮值表 轮值安排 轮值顺序 轮值计划'],
  [['bulletin'], '简报 剪报 减报'],
  [['thing'], '事情 事项 事 工作'],
  [['plan'], '安排 计划'],
  [['story'], '问题 困难 经验 好经验 做法 好做法 亮点 创新 建议'],
  [['count', 'activity'], '多少场次 多少场 几场 场次'],
  [['count'], '多少次 几次 多少个 几个 多少项 几项 多少条 几条 多少份 几份 多少件 几件 多少 数量 总数 次数 统计'],
  [['count', 'who'], '多少家 几家'],
  [['turnout'], '多少人次 多少人 几个人 人次 参加人数 参与人数'],
  [['what', 'activity'], '哪几场 哪些场'],
  [['what'], '什么 哪些 啥 有没有 有无'],
  [['who'], '谁 哪位 哪家 哪几家 哪些人 哪个人 哪些地方'],
  [['most'], '最多 最少 最快 最慢 最好 最差 做得最好 做得最差 排第一 排名 名次 垫底'],
  [['how'], '怎么样 怎样 如何 咋样 情况 进度 近度 进展 数据'],
  [['when'], '什么时候 啥时候 什么时间 何时 几号 几点 哪天 哪一天 还有几天 多久 在哪 在哪里 在哪儿 什么地方'],
  [['when', 'chair'], '任期 届满 换届 换任'],
  [['when', 'due'], '到期 快到期 截止'],
  [['due'], '要交 要报 该交 该报 要上报 要报送 要办 该办 要办完 要完成 该完成 要做 该做 要做完'],
  [['give'], '布置 布置了 下达 下达了 下发 下发了 安排了'],
  [['next'], '下一任 下任 下一届 下一位 接班'],
  [['whether'], '了没有 了没 了吗 没有呢 吗'],
  [['not'], '没有 没 未 尚未'],
  [['late'], '逾期 超期 过期 超时 落后 滞后'],
  [['not', 'finish'], '没办 没做 没办完 没做完 没办好 没做好 未办 还没办 还没做'],
  [['not', 'hand'], '还差 差 还缺 缺'],
  [['hand'], '上报 报送 提交 交 报 胶 交齐 报齐 收齐 交全 交好 报好 交完 报完 回执 回复 回 反馈 收到 确认'],
  [['finish'], '完成 办结 办完 做完 办好 搞定 落实'],
  [['urge'], '催一下 催下 催催 催一催 催促 催促一下 催办 催办一下 催一下进度 提醒一下 提醒下'],
  [['self'], '我'],
  [['other'], '你 您 你们 他 她 他们 大家 各位 @ 今晚 昨晚 今早 明早 早上 上午 中午 下午 晚上 刚才'],
]
/** Kinds of unit that are asked about one by one. */
const kindWord = /^哪(?:些|个|几个|几家)(街道|乡镇|社区|成员单位|市|区|县)$/u
const kinds = '街道 乡镇 社区 单位 成员单位 市 区 县 区县 地市'.split(' ')
const each = ['各', '各个', '每个', '所有', '全部', '下属', '下级', '']

/** Words that say nothing: politeness, particles, what is done anyway. */
const idle =
  '的 了 呢 啊 呀 吧 哦 哈 呗 嘛 么 过 剩 剩下 一共 总共 共计 合计 都 还 也 已经 已 有 是 在 要 需要 得 到 请 请问 麻烦 帮 帮我 给我 看 看看 看下 看一下 查 查查 查下 查一下 一下 告诉 告诉我 想知道 我想知道 想问 我想问 ' +
  '问 问下 问一下 了解 汇报 说说 说一下 讲讲 这边 那边 那里 这里 手上 手头 那个 这个 方面 试点 目前 现在 当前 最近 近期 到现在 到目前 到目前为止 最新 最新一期 搞 办 开展 举办 组织 开 做 干 参加 参与 来 出 发 编 写 负责 分管 忙 ' +
  '您好 你好 谢谢 辛苦 啦 把 将 发我 发给我 发过来 发一下'

const book: ReadonlyMap<string, readonly Mark[]> = new Map([
  ...idle.split(' ').map((word) => [word, []] as const),
  ...each.flatMap((lead) => kinds.map((kind) => [lead + kind, []] as const)).filter(([word]) => !kinds.includes(word)),
  ...kinds.flatMap((kind) => ['哪些', '哪个', '哪几个', '哪几家'].map((lead) => [lead + kind, ['who']] as [string, Mark[]])),
  ...said.flatMap(([marks, words]) => words.split(' ').map((word) => [word, marks] as const)),
])
const longest = Math.max(...[...book.keys()].map(({ length }) => length))

/** What the words of a text say, the longest word first, the kind of unit asked about, and the runs that are no such words. */
export function wordsIn(text: string): { marks: Set<Mark>; kind: string; rest: string[] } {
  const marks = new Set<Mark>()
  const rest: string[] = []
  let kind = ''
  let open = false
  for (let at = 0; at < text.length; ) {
    let length = Math.min(longest, text.length - at)
    while (length > 0 && !book.has(text.slice(at, at + length))) length--
    const word = text.slice(at, at + length)
    for (const mark of book.get(word) ?? []) marks.add(mark)
    kind = kindWord.exec(word)?.[1] ?? kind
    if (length === 0 && open) rest.push((rest.pop() ?? '') + text[at])
    else if (length === 0) rest.push(text[at] ?? '')
    open = length === 0
    at += Math.max(length, 1)
  }
  return { marks, kind, rest }
}
