/** Remarks that say the opposite of the command they were added to; with it they would be recorded as the wrong thing. */

const lead = '^(?:但是?|可是|不过|其实|目前|现在|暂时?|我们?|本单位|对方|任务|材料|也|都|还|恕|[\\s,，、。])*'
const end = '(?=$|[\\s,，.。;；!！?？、呢的啊])'
const work = '(?:办理?|做|弄|搞|报送?|上报|提交|交|落实|开展|启动|开始|完成|办结)'

const undone = new RegExp(
  `${lead}(?:` +
    [
      `(?:仍|尚|还)*(?:没有?|未)(?:能|有|全部?|完全|来得及|怎么)*${work}(?:完|好|妥|成|齐|结)?${end}`,
      `(?:只|才|刚)?${work}(?:完成?)?了?(?:一半|一?部分|大半|大部分|一点|百分之(?!百)|\\d{1,2}%)`,
      `${work}不(?:了|完|成|上|出来)`,
      '(?:无法|不能|没法|没办法|难以)(?:按[时期]|如期)?(?:完成|办|做|报|交|落实)',
      `来不及|正在${work}|进行中|办理中`,
      '(?:差|缺|剩)(?!错)|有.{0,8}没(?:有)?(?:办|做|报|交|完成)',
      '(?:申请|请求?|需要?|希望|想|要)(?:求|再)?(?:延期|推迟|宽限)',
    ].join('|') +
    ')',
)
const no = new RegExp(`${lead}(?:(?:不|没有?|未|难以|无法)(?:能|太|便|予|会|拟|宜|想)*(?:同意|接受|赞成|认可|批准|可以|行|接任|接)|反对|拒绝|有(?:异议|不同意见)|驳回)`)
const yes = new RegExp(`${lead}(?:同意|批准|赞成|接受)`)
const notReceived = new RegExp(`${lead}(?:没有?|未)(?:能)?(?:收到|看到|接到)${end}`)

/** Whether a remark says that the thing is not done, or not wholly. */
export const saysUndone = (remark: string): boolean => undone.test(remark)

/** Whether a remark refuses or objects. */
export const saysNo = (remark: string): boolean => no.test(remark)

/** Whether a reason agrees. */
export const saysYes = (remark: string): boolean => yes.test(remark)

const kept = /(?:不|别|不要|不用|无需|先不)(?:再)?(?:作废|取消|撤销|撤|删除?)(?:了|吧)?(?=$|[\s,，.。;；!！、])/

/** Whether a reason says that the thing is to stay. */
export const saysKept = (reason: string): boolean => kept.test(reason)

/** Whether a remark says that what is confirmed never came. */
export const saysNotReceived = (remark: string): boolean => notReceived.test(remark)
