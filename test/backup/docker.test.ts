/** The commands for Docker in docs/operations.md name what there is: services, programs, folders in volumes. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { nameAt } from '../../src/backup/backup.ts'

const { services } = parse(readFileSync('docker-compose.yml', 'utf8')) as { services: Record<string, { volumes: string[] }> }
const commands = [...readFileSync('docs/operations.md', 'utf8').matchAll(/docker compose ([^`\n]+)/g)].map(([, command = '']) => command.split(' '))
const mounted = (service: string) => services[service]?.volumes.map((volume) => volume.split(':')[1] ?? '') ?? []

test('a restore is shown from stopping to starting', () => {
  expect(commands.map(([verb]) => verb)).toEqual(['exec', 'cp', 'stop', 'run', 'run', 'up', 'create', 'cp', 'run', 'exec'])
})

test('every command speaks of a service, a program and folders that exist', () => {
  for (const words of commands) {
    const service = words.find((word) => word in services) ?? words.flatMap((word) => /^(\w+):\//.exec(word)?.[1] ?? [])[0]
    if (['stop', 'up', 'create'].includes(words[0] ?? '')) continue
    expect(Object.keys(services), words.join(' ')).toContain(service)
    for (const word of words) {
      const path = /^(?:\w+:)?(\/(?:data|backups|restore)[^ ]*)$/.exec(word)?.[1]
      if (path !== undefined) expect(mounted(service ?? '').some((folder) => path === folder || path.startsWith(`${folder}/`)), word).toBe(true)
      if (word.startsWith('src/')) expect(existsSync(word), word).toBe(true)
    }
  }
  const file = commands.flat().find((word) => word.endsWith('.gz'))
  expect(file).toBe(`/backups/${nameAt(Date.UTC(2026, 10, 21, 19), false)}`)
})
