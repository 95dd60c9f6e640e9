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
      expect(Object.keys(compose.volumes)).toContain(service.volumes[0]?.split(':')[0])
    }
    expect(redis.healthcheck?.test).toEqual(['CMD', 'redis-cli', 'ping'])
    expect(app.depends_on).toEqual({ redis: { condition: 'service_healthy' } })
  })

  test('the page is offered on this machine alone', () => {
    expect(app.ports).toEqual(['127.0.0.1:${PORT:-8080}:8080'])
  })
})

describe('Dockerfile', () => {
  test('runs the program itself, not as root, with a health check', () => {
    expect(dockerfile).toContain('USER node')
    expect(dockerfile).toContain('CMD ["node", "--import", "tsx", "src/main.ts"]')
    expect(dockerfile.join('\n')).toMatch(/HEALTHCHECK[\s\S]*\/healthz/)
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
