/** The whole product as a process of its own, as npm start runs it, on a given Redis: for pictures and tests. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Product {
  /** Empty for a worker, which serves no pages. */
  url: string
  /** All it printed so far. */
  said(): string
  stop(): Promise<void>
}

/** Starts it and waits until it serves, or works; throws what it said when it ends instead. The port is free for others after `stop`. */
export async function startProduct(redisUrl: string, env: Record<string, string> = {}): Promise<Product> {
  const child = spawn(process.execPath, ['scripts/program.mjs', 'src/main.ts'], {
    cwd: root,
    env: { ...process.env, REDIS_URL: redisUrl, PORT: '0', LOG_LEVEL: 'error', SETUP: '', WORKSPACE: '', BACKUP_KEEP_DAYS: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const over = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: unknown) => {
      said += String(chunk)
      const found = /团讯(?:已启动：(\S+)|工作进程已启动)/.exec(said)
      if (found) resolve(found[1] ?? '')
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void over.then(() => reject(new Error(`it ended: ${said}`)))
  })
  return {
    url,
    said: () => said,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await over
    },
  }
}
