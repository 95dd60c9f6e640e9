/** What the programs behind npm run share: their surroundings, and files named on the command line. */
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'

/** What a program is given by whoever runs it. */
export interface Surroundings {
  /** Arguments after the program's name. */
  args: string[]
  env: Readonly<Record<string, string | undefined>>
  stdin: AsyncIterable<unknown>
  print(text: string): void
}

/** A path as the person typed it: npm starts programs in the project's folder and tells where it was called. */
export const typedPath = (path: string, { env }: Surroundings): string => resolve(env['INIT_CWD'] ?? '.', path)

/** Bytes of a file, or of standard input for `-`, and the name that complaints use. Throws an Error that says what could not be read. */
export async function readInput(path: string, at: Surroundings): Promise<{ name: string; bytes: Uint8Array }> {
  if (path === '-') {
    const chunks: Uint8Array[] = []
    for await (const chunk of at.stdin) chunks.push(Buffer.from(chunk as Uint8Array | string))
    return { name: '标准输入', bytes: Buffer.concat(chunks) }
  }
  const bytes = await readFile(typedPath(path, at)).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? `找不到文件：${path}` : `读不了文件 ${path}（${error.code}）`)
  })
  return { name: basename(path), bytes }
}

/** Address of the Redis that npm run hands to a program. */
export function redisUrl({ env }: Pick<Surroundings, 'env'>): string {
  const url = env['REDIS_URL']
  if (!url) throw new Error('缺少 REDIS_URL，例：REDIS_URL=redis://127.0.0.1:6379')
  return url
}

/** Runs a program as this process; its errors become one message on standard error and exit code 1. */
export async function runProgram(program: (at: Surroundings) => Promise<void>): Promise<void> {
  const print = (text: string) => void process.stdout.write(text)
  try {
    await program({ args: process.argv.slice(2), env: process.env, stdin: process.stdin, print })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
