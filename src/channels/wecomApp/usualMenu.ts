import type { MenuCommand } from './menu.ts'

/** The ten commands most used, in the columns of the app's menu. */
export const usualMenu: readonly MenuCommand[] = [
  ...['活动', '周报', '任务', '通知'].map((name) => ({ column: '填报', name, say: `/${name}` })),
  ...['待办', '进度', '欠报', '轮值', '简报'].map((name) => ({ column: '查询', name, say: `/${name}` })),
  { column: '帮助', name: '全部指令', say: '/帮助' },
]
