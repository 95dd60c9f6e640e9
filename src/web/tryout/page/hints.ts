/** Ready-made things to tap: first steps for a newcomer, and common values of a field. */
import type { FieldForm } from '../../../grammar/field.ts'

/** Common values by form of field. */
export const quickValues: Partial<Record<FieldForm, readonly string[]>> = {
  dateTime: ['今天15:00', '明天14:00', '下周三9:30'],
  date: ['今天', '昨天', '明天'],
  deadline: ['明天17:00', '周五下班前', '本月底'],
  range: ['今天至周五', '1月1日至3月31日'],
  period: ['本周', '上周'],
}

export interface FirstStep {
  title: string
  text: string
}

/** What a newcomer may try first. */
export function firstSteps(botName: string, privately: boolean): FirstStep[] {
  const call = privately ? '' : `@${botName} `
  return [
    { title: '记一场活动', text: '/活动 青年联谊会 明天14:00 街道青年中心 35人' },
    { title: '布置一项任务', text: '/任务 报送12月台账 下周五17:00' },
    { title: '直接问一句', text: `${call}现在谁是轮值主席` },
    { title: '看看都能做什么', text: '/帮助' },
  ]
}
