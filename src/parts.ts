/** The parts found on disk: every file under commands/ and jobs/. */
import { readdir } from 'node:fs/promises'
import type { Job } from './bot/job.ts'
import { chineseCalendar, type WorkCalendar } from './domain/workCalendar.ts'
import { loadCommands, type Registry } from './grammar/registry.ts'

export interface Parts {
  registry: Registry
  /** In the order of their names: the order in which jobs due at the same moment run. */
  jobs: readonly Job[]
  calendar: WorkCalendar
}

const root = new URL('../', import.meta.url)

async function loadJobs(): Promise<Job[]> {
  const folder = new URL('jobs/', root)
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort()
  const modules = await Promise.all(files.map((name) => import(new URL(name, folder).href) as Promise<{ default: Job }>))
  for (const [i, file] of files.entries()) {
    const name = modules[i]?.default?.name
    if (`${name}.ts` !== file) throw new Error(`jobs/${file} declares a job named ${name}`)
  }
  return modules.map((module) => module.default)
}

/** Loads them; throws when a declaration contradicts itself or another. */
export async function loadParts(): Promise<Parts> {
  const [registry, jobs] = await Promise.all([loadCommands(new URL('commands/', root)), loadJobs()])
  return { registry, jobs, calendar: chineseCalendar() }
}
