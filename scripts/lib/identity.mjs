import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * A process that cannot be mistaken for a later one with the same number.
 * @typedef {{ pid: number, started: string }} Identity
 */

/**
 * Who runs under this number now; undefined when nobody does (a zombie counts as nobody).
 * @param {number} pid
 * @returns {Identity | undefined}
 */
export function identify(pid) {
  const started = process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid)
  return started === undefined ? undefined : { pid, started }
}

/**
 * Whether exactly this process still runs.
 * @param {Identity} identity
 */
export function isAlive(identity) {
  return identify(identity.pid)?.started === identity.started
}

/** @param {number} pid */
function startOnLinux(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may itself hold blanks and brackets: count from the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}/${fields[19]}`
  } catch {
    return undefined
  }
}

/** @param {number} pid */
function startElsewhere(pid) {
  try {
    const env = { ...process.env, LC_ALL: 'C' }
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8', env }).trim()
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '')
  } catch {
    return undefined
  }
}

/**
 * Ends a process (and its group, when it leads one): SIGTERM, and SIGKILL when it has not gone after `patience` ms.
 * @param {Identity} identity
 * @param {number} patience ms
 */
export async function end(identity, patience) {
  signal(identity, 'SIGTERM')
  if (await gone(identity, patience)) return
  signal(identity, 'SIGKILL')
  await gone(identity, 5_000)
}

/**
 * @param {Identity} identity
 * @param {NodeJS.Signals} name
 */
function signal(identity, name) {
  if (!isAlive(identity)) return
  for (const target of [-identity.pid, identity.pid]) {
    try {
      process.kill(target, name)
      return
    } catch {
      // Not the leader of a group, or gone meanwhile: the next target, or nothing, is right.
    }
  }
}

/**
 * Waits until the process has gone; false when it still runs after `patience` ms.
 * @param {Identity} identity
 * @param {number} patience ms
 */
export async function gone(identity, patience) {
  const until = Date.now() + patience
  while (isAlive(identity)) {
    if (Date.now() > until) return false
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return true
}
