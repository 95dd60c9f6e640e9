/** Whether a package that the running product uses has a known hole. Developers' tools are left out: they never run beside data. */
import { z } from 'zod'

/** What npm is asked. */
export const npmAudit = ['audit', '--omit=dev', '--json'] as const

const advisory = z.object({ title: z.string(), url: z.string().optional() })
const hole = z.object({
  name: z.string(),
  severity: z.string(),
  range: z.string(),
  /** Advisories, or names of the packages through which it comes. */
  via: z.array(z.union([z.string(), advisory])),
  fixAvailable: z.union([z.boolean(), z.object({ name: z.string(), version: z.string() })]),
})
const report = z.object({ vulnerabilities: z.record(z.string(), hole) })
const refused = z.object({ message: z.string().optional(), statusCode: z.number().optional(), error: z.object({ summary: z.string() }).optional() })

type Hole = z.infer<typeof hole>

/** Exit codes: nothing known; holes known; nobody could be asked. */
const auditCodes = { clean: 0, holes: 1, unavailable: 69 } as const

const severities: Record<string, string> = { critical: '严重', high: '高', moderate: '中', low: '低', info: '提示' }
const worstFirst = Object.keys(severities)

function spell({ name, severity, range, via, fixAvailable }: Hole): string {
  const titles = via.map((one) => (typeof one === 'string' ? `经由 ${one}` : `${one.title}${one.url === undefined ? '' : ` ${one.url}`}`))
  const fix = fixAvailable === false ? '尚无修正版本' : fixAvailable === true ? '可用 npm audit fix 更新' : `更新 ${fixAvailable.name} 到 ${fixAvailable.version}`
  return `${severities[severity] ?? severity} ${name} ${range}：${titles.join('；')}（${fix}）\n`
}

/** What npm answered as JSON; `unavailable` says why nothing is known, without the registry's address. */
export function readAudit(text: string): { holes: Hole[] } | { unavailable: string } {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    return { unavailable: 'npm 没有给出结果' }
  }
  const found = report.safeParse(answer)
  if (found.success) return { holes: Object.values(found.data.vulnerabilities).sort((a, b) => worstFirst.indexOf(a.severity) - worstFirst.indexOf(b.severity)) }
  const no = refused.safeParse(answer)
  if (!no.success) return { unavailable: 'npm 的结果看不懂' }
  const { statusCode, message, error } = no.data
  if (statusCode !== undefined) return { unavailable: `包仓库不提供漏洞查询（${statusCode}）` }
  return { unavailable: (error?.summary || message || 'npm 没有说明原因').replace(/\bhttps?:\/\/\S+/g, '包仓库') }
}

/** Prints what is known and answers the exit code. */
export function auditProgram({ print, ask }: { print(text: string): void; ask(): string }): number {
  const audit = readAudit(ask())
  if ('unavailable' in audit) {
    print(`没有查成：${audit.unavailable}。这不等于没有漏洞；请换一个提供漏洞查询的包仓库再查：npm run audit -- --registry=地址\n`)
    return auditCodes.unavailable
  }
  if (audit.holes.length === 0) {
    print('运行所用的依赖没有已知漏洞。\n')
    return auditCodes.clean
  }
  print(`运行所用的依赖有 ${audit.holes.length} 个有已知漏洞：\n${audit.holes.map(spell).join('')}`)
  return auditCodes.holes
}
