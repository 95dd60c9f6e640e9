/** Every indicator, in the order in which /进度 shows them; a new one is added to this list. */
import { activities } from './activities.ts'
import { chairs } from './chairs.ts'
import type { Indicator } from './indicator.ts'
import { pilots } from './pilots.ts'
import { reports } from './reports.ts'
import { tasks } from './tasks.ts'

export const indicators: readonly Indicator[] = [pilots, reports, activities, chairs, tasks]
