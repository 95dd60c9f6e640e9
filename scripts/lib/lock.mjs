import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { end, identify, isAlive } from './identity.mjs'

/**
 * @typedef {import('./identity.mjs').Identity} Identity
 * @typedef {Identity & { what: string, leaving?: boolean, released?: boolean }} Holder
 * @typedef {Identity & { url?: string }} Child
 * @typedef {object} Lock
 * @property {(name: string, pid: number, extra?: { url?: string }) => void} adopt notes a child, so that the next holder can end it should we be killed
 * @property {(name: string) => void} forget
 * @property {() => void} leaving tells newcomers that waiting is worth while
 * @property {() => void} release
 */

/** Thrown by acquire when a living process holds the lock. */
export class LockHeld extends Error {
  /** @param {Holder} holder */
  constructor(holder) {
    super(`held by ${holder.what}, process ${holder.pid}`)
    this.holder = holder
  }
}

/**
 * Takes the lock that lives in `folder`, or throws LockHeld. A holder that was killed does not block: holders are
 * numbered files, a newcomer may only make the next number when the newest holder is dead or has released, and
 * making a file is atomic. Children that a dead holder left behind are ended first, redis last.
 * @param {string} folder
 * @param {string} what shown to whoever is refused
 * @returns {Promise<Lock>}
 */
export async function acquire(folder, what) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const self = identify(process.pid)
  if (self === undefined) throw new Error('cannot identify this process')
  for (;;) {
    const newest = generations(folder).at(-1) ?? 0
    const holder = newest === 0 ? undefined : await readHolder(folder, newest)
    if (holder !== undefined && !holder.released && isAlive(holder)) throw new LockHeld(holder)
    const mine = newest + 1
    const body = JSON.stringify({ ...self, what })
    if (!createFile(holderFile(folder, mine), body)) continue
    if (generations(folder).at(-1) !== mine) {
      // We decided on an old view: a newer holder came and went on meanwhile.
      rmSync(holderFile(folder, mine), { force: true })
      continue
    }
    for (const old of generations(folder)) if (old < mine) rmSync(holderFile(folder, old), { force: true })
    await endLeftovers(folder)
    return handle(folder, mine, { ...self, what })
  }
}

/**
 * The living holder of the lock, if any.
 * @param {string} folder
 */
export async function holderOf(folder) {
  const newest = generations(folder).at(-1)
  const holder = newest === undefined ? undefined : await readHolder(folder, newest)
  return holder !== undefined && !holder.released && isAlive(holder) ? holder : undefined
}

/**
 * A living child that a holder of this lock noted.
 * @param {string} folder
 * @param {string} name
 * @returns {Child | undefined}
 */
export function childOf(folder, name) {
  const child = readJson(childFile(folder, name))
  return isIdentity(child) && isAlive(child) ? child : undefined
}

/**
 * @param {string} folder
 * @param {number} generation
 * @param {Holder} holder
 * @returns {Lock}
 */
function handle(folder, generation, holder) {
  return {
    adopt(name, pid, extra = {}) {
      const identity = identify(pid)
      if (identity !== undefined) replaceFile(childFile(folder, name), JSON.stringify({ ...identity, ...extra }))
    },
    forget: (name) => rmSync(childFile(folder, name), { force: true }),
    leaving: () => replaceFile(holderFile(folder, generation), JSON.stringify({ ...holder, leaving: true })),
    // The file stays, so that the count never falls back and nobody can be misled by an old view.
    release: () => replaceFile(holderFile(folder, generation), JSON.stringify({ ...holder, released: true })),
  }
}

/** @param {string} folder */
async function endLeftovers(folder) {
  const names = readdirSync(folder).flatMap((file) => /^child\.(.+)\.json$/.exec(file)?.[1] ?? [])
  for (const name of names.toSorted((a, b) => Number(a === 'redis') - Number(b === 'redis'))) {
    const child = childOf(folder, name)
    if (child !== undefined) await end(child, 10_000)
    rmSync(childFile(folder, name), { force: true })
  }
}

/** @param {string} folder */
function generations(folder) {
  const files = existsSync(folder) ? readdirSync(folder) : []
  const numbers = files.map((file) => Number(/^holder\.(\d+)\.json$/.exec(file)?.[1]))
  return numbers.filter(Number.isInteger).toSorted((a, b) => a - b)
}

/**
 * @param {string} folder
 * @param {number} generation
 * @returns {Promise<Holder | undefined>}
 */
async function readHolder(folder, generation) {
  for (let tries = 0; tries < 20; tries += 1) {
    const holder = readJson(holderFile(folder, generation))
    if (isIdentity(holder)) return /** @type {Holder} */ (holder)
    // Made but not yet filled: its maker is between two system calls, or died there.
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return undefined
}

/**
 * @param {unknown} value
 * @returns {value is Identity}
 */
function isIdentity(value) {
  return typeof value === 'object' && value !== null && 'pid' in value && 'started' in value
}

/** @param {string} file @returns {unknown} */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** @param {string} file @param {string} body */
function createFile(file, body) {
  try {
    writeFileSync(file, body, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @param {string} file @param {string} body */
function replaceFile(file, body) {
  writeFileSync(`${file}.tmp`, body, { mode: 0o600 })
  renameSync(`${file}.tmp`, file)
}

/** @param {string} folder @param {number} generation */
const holderFile = (folder, generation) => join(folder, `holder.${generation}.json`)
/** @param {string} folder @param {string} name */
const childFile = (folder, name) => join(folder, `child.${name}.json`)
