import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { environment, readConfig } from '../../src/config.ts'

interface Service {
  command?: string[]
  environment?: Record<string, string>
  ports?: string[]
  volumes: string[]
  healthcheck?: { test: string[] }
  env_file?: { path: string; required: boolean }[]
  depends_on?: Record<string, { condition: string }>
  restart: string
}
const compose = parse(readFileSync('docker-compose.yml', 'utf8')) as { services: Record<'app' | 'redis', Service>; volumes: Record<string, null> }
const { app, redis } = compose.services
const dockerfile = readFileSync('Dockerfile', 'utf8').split('\n')

describe('docker-compose.yml', () => {
  test('redis writes every change to disk and evicts nothing', () => {
    const command = redis.command?.join(' ')
    for (const setting of ['--appendonly yes', '--appendfsync always', '--maxmemory-policy noeviction']) expect(command).toContain(setting)
  })

  test('the configuration inside the container is one that the program accepts', () => {
    const config = readConfig(app.environment ?? {})
    expect(config).toMatchObject({ redisUrl: 'redis://redis:6379', host: '0.0.0.0', port: 8080, dataDir: '/data' })
    expect(Object.keys(environment.shape)).toEqual(expect.arrayContaining(Object.keys(app.environment ?? {})))
  })

  test('every volume is declared, both services come back by themselves, and the app waits for a healthy redis', () => {
    for (const service of [app, redis]) {
      expect(service.restart).toBe('unless-stopped')
      const named = service.volumes.map((volume) => volume.split(':')[0]).toSorted()
      expect(named.length).toBeGreaterThan(0)
      expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(named))
    }
    expect(redis.healthcheck?.test).toEqual(['CMD', 'redis-cli', 'ping'])
    expect(app.depends_on).toEqual({ redis: { condition: 'service_healthy' } })
  })

  test('data and backups outlive the containers, in the folders that the program uses', () => {
    const config = readConfig(app.environment ?? {})
    expect(app.volumes.map((volume) => volume.split(':')[1])).toEqual([config.dataDir, config.backup.folder])
    expect(redis.volumes).toEqual(['redis-data:/data'])
  })

  test('every other setting comes from .env, secrets of channels among them, when there is one', () => {
    expect(app.env_file).toEqual([{ path: '.env', required: false }])
    expect(Object.keys(app.environment ?? {})).toEqual(['REDIS_URL', 'HOST', 'PORT', 'DATA_DIR', 'BACKUP_DIR'])
  })

  test('the page is offered on this machine alone', () => {
    expect(app.ports).toEqual(['127.0.0.1:${PORT:-8080}:8080'])
  })
})

test('the image has a Chinese font, for bulletins as pictures', () => {
  expect(dockerfile.join('\n')).toMatch(/apt-get install .*fonts-wqy-microhei/)
})

test('docs/deployment.md: two workers of its compose file have what the app has, and serve no web to be asked', () => {
  const [, shown = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(readFileSync('docs/deployment.md', 'utf8')) ?? []
  const { services } = parse(shown) as { services: Record<'app' | 'worker', Partial<Service> & { healthcheck?: { disable: boolean }; deploy?: { replicas: number } }> }
  const { worker } = services
  expect(readConfig({ ...app.environment, ...services.app.environment }).role).toBe('web')
  expect(readConfig(worker.environment ?? {})).toMatchObject({ role: 'worker', redisUrl: 'redis://redis:6379', dataDir: '/data', backup: { folder: '/backups' } })
  expect(worker).toMatchObject({ volumes: app.volumes, env_file: app.env_file, depends_on: app.depends_on, restart: app.restart, healthcheck: { disable: true }, deploy: { replicas: 2 } })
})

describe('Dockerfile', () => {
  test('runs the program itself, not as root, with a health check', () => {
    expect(dockerfile).toContain('USER node')
    expect(dockerfile).toContain('CMD ["node", "scripts/program.mjs", "src/main.ts"]')
    expect(dockerfile.join('\n')).toMatch(/HEALTHCHECK[\s\S]*\/healthz/)
  })

  test('lets its user write where data and backups lie, and keeps both in volumes', () => {
    const text = dockerfile.join('\n')
    expect(text).toContain('chown node:node /data /backups')
    expect(text).toContain('VOLUME /data /backups')
    expect(text).toMatch(/^ENV .*DATA_DIR=\/data BACKUP_DIR=\/backups$/m)
  })

  test('copies nothing that .dockerignore keeps out, and only what may exist', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n')
    const copied = dockerfile.filter((line) => line.startsWith('COPY')).flatMap((line) => line.split(' ').slice(1, -1))
    expect(copied).toEqual(expect.arrayContaining(['package-lock.json', 'src', 'commands', 'jobs']))
    for (const path of copied) {
      expect(ignored).not.toContain(path)
      expect(existsSync(path), path).toBe(true)
    }
  })
})
