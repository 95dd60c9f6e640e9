/** Where a secret is compared, it is compared by `sameSecret`. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('../../', import.meta.url).pathname

const secretive = /secret|token|signature|passw/i
const nothing = /^(?:undefined|null|''|\d+)$/

/** Whether a line compares what is secret sign by sign; whether there is one at all may be asked. */
function comparesPlainly(line: string): boolean {
  if (/timingSafeEqual/.test(line)) return true
  return [...line.matchAll(/([\w.$]+(?:\[[^\]]*\])?(?:\([^()]*\))?)\s*[!=]==?\s*([\w.$']+)/g)].some(([, left = '', right = '']) => (secretive.test(left) || secretive.test(right)) && !nothing.test(right) && !nothing.test(left))
}

it('no secret is compared sign by sign', () => {
  const files = ['src', 'commands', 'jobs'].flatMap((folder) => readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  const found = files
    // The grammar's tokens are words, and the ledger holds no secrets.
    .filter((file) => /\.tsx?$/.test(file) && !/^src\/(ledger|grammar)\//.test(file) && file !== 'src/domain/secret.ts')
    .flatMap((file) => readFileSync(root + file, 'utf8').split('\n').flatMap((line, i) => (comparesPlainly(line) ? [`${file}:${i + 1} ${line.trim()}`] : [])))
  expect(found).toEqual([])
})

it('such comparisons are found', () => {
  for (const line of ['if (token === given) x()', "return query['msg_signature'] !== signature", 'x === config.secret']) expect(comparesPlainly(line), line).toBe(true)
  for (const line of ['token === undefined', 'if (secret !== undefined)', 'const token = 1', 'sameSecret(token, right)', 'const token = a === b']) expect(comparesPlainly(line), line).toBe(false)
})
