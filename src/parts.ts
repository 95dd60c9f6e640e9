/** The parts found on disk: every file under commands/ and jobs/. */
import type { Job } from './bot/job.ts'
import { chineseCalendar, type WorkCalendar } from './domain/workCalendar.ts'
import { loadModules } from './grammar/modules.ts'
import { loadCommands, type Registry } from './grammar/registry.ts'

export interface Parts {
  registry: Registry
  /** In the order of their names: the order in which jobs due at the same moment run. */
  jobs: readonly Job[]
  calendar: WorkCalendar
}

const root = new URL('../', import.meta.url)

async function loadJobs(): Promise<Job[]> {
  const modules = await loadModules<{ default: Job }>(new URL('jobs/', root))
  for (const { file, module } of modules) if (module.default.name !== file) throw new Error(`jobs/${file} declares a job named ${module.default.name}`)
  return modules.map(({ module }) => module.default)
}

/** Loads them; throws when a declaration contradicts itself or another. */
export async function loadParts(): Promise<Parts> {
  const [registry, jobs] = await Promise.all([loadCommands(new URL('commands/', root)), loadJobs()])
  return { registry, jobs, calendar: chineseCalendar() }
}
