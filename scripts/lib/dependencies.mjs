import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runQuietly } from './command.mjs'
import { exclusively } from './exclusively.mjs'
import { Refusal, say } from './say.mjs'
import { shortHash } from './redis-socket.mjs'

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, dev?: boolean, link?: boolean }>} Packages */

/**
 * Why node_modules does not hold what package-lock.json asks for; undefined when it does. npm writes its own note of what it
 * installed last of all, so an installation that was broken off counts as missing.
 * @param {string} root of the project
 * @param {{ dev: boolean }} wanted whether the developer's tools are needed as well
 * @returns {string | undefined}
 */
function whatIsMissing(root, { dev }) {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  if (wanted === undefined) throw new Refusal(`缺少 package-lock.json：${root}\npackage-lock.json is missing or unreadable.`)
  const installed = packagesOf(join(root, 'node_modules/.package-lock.json'))
  if (installed === undefined) return 'node_modules'
  return Object.keys(wanted).find((path) => {
    const entry = wanted[path]
    if (path === '' || entry === undefined || entry.optional || entry.devOptional || (entry.dev && !dev)) return false
    const found = installed[path]
    return found?.version !== entry.version || found?.integrity !== entry.integrity || !existsSync(join(root, path))
  })
}

/**
 * Installs what package-lock.json asks for when it is missing or stale. Two at once wait for each other.
 * @param {object} options
 * @param {string} options.root
 * @param {boolean} options.dev
 * @param {AbortSignal} options.signal
 */
export async function ensureDependencies({ root, dev, signal }) {
  if (whatIsMissing(root, { dev }) === undefined) return
  await exclusively(`install-${shortHash(root)}`, signal, async (lock) => {
    const missing = whatIsMissing(root, { dev })
    if (missing === undefined) return
    say(`安装依赖（npm ci），因为缺少或过时：${missing} / installing dependencies …`)
    await runQuietly({
      program: 'npm',
      // The developer's tools are always installed, or `npm start` and `npm test` would install by turns.
      args: ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
      cwd: root,
      signal,
      onSpawn: (pid) => lock.adopt('npm', pid),
    })
    say('依赖已装好 / dependencies are installed')
  })
}

/** @param {string} file @returns {Packages | undefined} */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
