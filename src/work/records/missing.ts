/** What is said when a number finds nothing. */
import { SayToUser } from '../../domain/errors.ts'
import type { Kind } from '../../domain/record.ts'
import type { View } from '../../ledger/types.ts'

/** 任务1 means this year's; where only last year's exists, it is named. `hint` says where else to look. */
export async function notFound<D>(kind: Kind<D>, number: string, view: View, hint = ''): Promise<SayToUser> {
  const [label, year, count] = number.split('-')
  const before = `${label}-${Number(year) - 1}-${count}`
  if (await view.get(kind, before)) return new SayToUser(`没有找到 ${number}；去年的请写 ${before}。`)
  return new SayToUser(`没有找到 ${number}，请核对编号${hint}。`)
}
