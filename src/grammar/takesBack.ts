/** Words that take back the command that is asked about. */

const takenBack = /^(?:(?:活动|任务|通知|刚才|这|那)\S{0,12}?)?(?:那|哦|嗯|还是|就|先|暂时)*(?:算了|取消吧|[不别](?:要|再)*(?:填|弄|记|写|报|布置|申请|登记|改|更正|作废|取消|撤销|撤|删|延期|请假)(?:了|吧))(?=$|[\s,，.。;!~])/
const noMore = /^(?:那|哦|嗯|还是|就|先)*不(?:用|要|办|搞|发|开|换|交)了(?=$|[\s,，.。;!~])/

/** Whether words said to the bot do so (算了, 不作废了); 不办了 does unless a reason is among what is asked for, by its labels. */
export const takesBack = (said: string, asked: readonly (string | undefined)[]): boolean => takenBack.test(said) || (noMore.test(said) && !asked.includes('原因'))
