/** A program behind npm run, declared once: its arguments, its usage and what is said of wrong ones come from the declaration. */
import { parseArgs } from 'node:util'
import type { Surroundings } from './files.ts'

/** An option as node:util reads it, and what --help says of it. */
interface Option {
  type: 'string' | 'boolean'
  multiple?: boolean
  default?: string | boolean | string[]
  /** What is to be written behind it. */
  value?: string
  does: string
}
type Options = Record<string, Option>

/** Values by option, and the arguments that belong to none; `usage` ends a complaint about what is missing. */
export interface Given<O extends Options> {
  values: ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>['values']
  positionals: string[]
  usage: string
}

export interface ProgramSpec<O extends Options, R> {
  /** Name behind npm run. */
  name: string
  /** Whether its output is meant for other programs, so that npm's own lines are in the way. */
  silent?: true
  /** Arguments besides the options, as they are to be written; without them none are taken. */
  takes?: string
  /** One line: what it does. */
  summary: string
  options: O
  /** True: every argument is handed on as it stands, options too. */
  passesOn?: true
  /** More lines for --help. */
  remarks?: string[]
  run(given: Given<O>, at: Surroundings): Promise<R>
}

const isHelp = (arg: string): boolean => arg === '--help' || arg === '-h'

/** Columns of a text on a terminal, where Chinese takes two. */
const columns = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0)

/** How it is called, what it does, and its options. */
function usageOf<O extends Options, R>({ name, silent, takes, summary, options, remarks = [] }: ProgramSpec<O, R>): string {
  const written = Object.entries<Option>(options).map(([option, { value, does }]) => [`--${option}${value === undefined ? '' : ` ${value}`}`, does] as const)
  const call = ['npm run', ...(silent ? ['--silent'] : []), name, ...(takes !== undefined || written.length > 0 ? ['--'] : []), ...(written.length > 0 ? ['[选项]'] : []), ...(takes === undefined ? [] : [takes])]
  const width = Math.max(0, ...written.map(([head]) => columns(head))) + 2
  return [`用法：${call.join(' ')}`, summary, ...remarks, ...(written.length > 0 ? ['选项：', ...written.map(([head, does]) => `  ${head}${' '.repeat(width - columns(head))}${does}`)] : [])].join('\n')
}

function read<O extends Options, R>(spec: ProgramSpec<O, R>, args: string[], usage: string): Given<O> {
  const { options, takes, passesOn } = spec
  if (passesOn) return { values: {} as Given<O>['values'], positionals: args, usage }
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [odd] = positionals
    if (takes === undefined && odd !== undefined) throw new Error(`不要“${odd}”`)
    return { values: values as Given<O>['values'], positionals, usage }
  } catch (error) {
    const odd = /'(-[^' ]*)/.exec(error instanceof Error ? error.message : '')?.[1]
    const known = odd !== undefined && Object.hasOwn(options, odd.replace(/^--/, ''))
    const why = odd === undefined ? `${error instanceof Error ? error.message : String(error)}。` : known ? `${odd} 没有写对。` : `没有 ${odd} 这个选项。`
    throw new Error(`${why}\n${usage}`, { cause: error })
  }
}

/** Makes a program of its declaration: `--help` prints the usage and does nothing else; wrong arguments are an Error with the usage. */
export function defineProgram<const O extends Options, R>(spec: ProgramSpec<O, R>): (at: Surroundings) => Promise<R | undefined> {
  const usage = usageOf(spec)
  return async (at) => {
    if (at.args.some(isHelp)) {
      at.print(`${usage}\n`)
      return undefined
    }
    return spec.run(read(spec, at.args, usage), at)
  }
}
