import { join } from 'node:path'
import { root } from './project.mjs'

/**
 * What `npm run NAME` runs and needs. `redis`: 'none' to talk to; 'program' only has to be installed; 'throwAway' an empty one
 * in REDIS_URL; 'data' the one that keeps this DATA_DIR, in REDIS_URL.
 * @typedef {object} Program
 * @property {string[][]} steps arguments of Node, one list for each process; all are run, the first failure is the outcome
 * @property {boolean} dev whether the developer's tools are needed
 * @property {'none' | 'program' | 'throwAway' | 'data'} redis
 * @property {boolean} chromium
 */

/** @param {string} name @param {...string} args */
const tool = (name, ...args) => [join(root, 'node_modules/.bin', name), ...args]

/**
 * @param {string} name
 * @param {string[]} args
 * @param {Partial<Program>} [needs]
 * @returns {Program}
 */
const cli = (name, args, needs = {}) => ({
  steps: [[join(root, 'scripts/program.mjs'), `src/cli/${name}.ts`, ...args]],
  dev: false,
  redis: 'none',
  chromium: false,
  ...needs,
})

/** @type {Record<string, (args: string[]) => Program>} */
const PROGRAMS = {
  // All tests are preceded by compiling, once: else the first of them to start a program would all do so at the same time.
  test: (args) => ({ steps: [...(args.length === 0 ? [[join(root, 'scripts/program.mjs')]] : []), tool('vitest', 'run', ...args)], dev: true, redis: 'program', chromium: true }),
  // Several checkers at once each learn all types anew: twice the work, and no sooner done on a few processors.
  check: () => ({ steps: [tool('oxlint'), tool('tsc', '--noEmit', '--singleThreaded')], dev: true, redis: 'none', chromium: false }),
  understand: (args) => cli('understand', args),
  replay: (args) => cli('replay', args, { redis: 'throwAway' }),
  import: (args) => cli('import', args, { redis: 'data' }),
  // An empty workbook to fill in says nothing about the data.
  setup: (args) => cli('setup', args, { redis: args.includes('--template') ? 'none' : 'data' }),
  verify: (args) => cli('verify', args, { redis: 'data' }),
  backup: (args) => cli('backup', args, { redis: 'data' }),
  restore: (args) => cli('restore', args, { redis: 'data' }),
  seal: (args) => cli('seal', args, { redis: 'data' }),
  // Starts a redis of its own, to be killed.
  faults: (args) => cli('faults', args, { dev: true, redis: 'program' }),
  fuzz: (args) => cli('fuzz', args, { redis: 'throwAway' }),
  soak: (args) => cli('soak', args, { redis: 'throwAway' }),
  audit: (args) => cli('audit', args),
  bench: (args) => cli('bench', args, { dev: true, redis: 'throwAway' }),
  'fake-wecom': (args) => cli('fakeWecom', args, { dev: true }),
  docs: (args) => cli('docs', args),
  screenshot: (args) => cli('screenshot', args, { dev: true, redis: 'throwAway', chromium: true }),
}

/** @param {string} arg */
const asksHelp = (arg) => arg === '--help' || arg === '-h'

/**
 * Who only asks how a program is used waits for nothing that it would need.
 * @param {string} name
 * @param {string[]} args
 * @returns {Program | undefined}
 */
export function programFor(name, args) {
  const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name]?.(args) : undefined
  return program && args.some(asksHelp) ? { ...program, redis: 'none', chromium: false } : program
}

/** Every name that programFor knows. */
export const programNames = Object.keys(PROGRAMS)
