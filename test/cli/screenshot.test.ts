import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { desktop, phone, scene } from '../../src/cli/scene.ts'
import { readSetupFile } from '../../src/setup/file.ts'

test.each([['tryout.png', 1240], ['tryout-phone.png', 780]])('docs/images/%s is a picture %i px wide of at most 300 kB', async (file, width) => {
  const bytes = await readFile(new URL(`../../docs/images/${file}`, import.meta.url))
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(bytes.readUInt32BE(16)).toBe(width)
  expect(bytes.length).toBeLessThanOrEqual(300_000)
})

test('the scene is played by people and in groups of the sample pilot', async () => {
  const { people, groups } = await readSetupFile(new URL('../../pilot.example.yaml', import.meta.url).pathname)
  for (const { sender, group } of scene) {
    expect(people.map(({ id }) => id)).toContain(sender)
    expect(groups.map(({ name }) => name)).toContain(group)
  }
  for (const { person, place } of [desktop, phone]) {
    expect(people.map(({ id }) => id)).toContain(person)
    expect(scene.some(({ group }) => `g:${group}` === place)).toBe(true)
  }
})
