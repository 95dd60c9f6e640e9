import { userInfo } from 'node:os'
import { runQuietly } from './command.mjs'
import { exclusively } from './exclusively.mjs'
import { findProgram } from './find.mjs'
import { say } from './say.mjs'

/**
 * Installs packages of the system where that is possible: apt-get as root, or Homebrew. False when this machine offers neither.
 * @param {object} options
 * @param {string[]} options.apt names for apt-get
 * @param {string[]} options.brew names for Homebrew; none: apt-get only
 * @param {AbortSignal} options.signal
 */
export async function installPackages({ apt, brew, signal }) {
  const aptGet = findProgram('apt-get')
  if (aptGet !== undefined && apt.length > 0 && userInfo().uid === 0) {
    await exclusively('packages', signal, () => installWithApt(aptGet, apt, signal))
    return true
  }
  const homebrew = findProgram('brew')
  if (homebrew === undefined || brew.length === 0) return false
  say(`用 Homebrew 安装 ${brew.join('、')} / installing with Homebrew …`)
  await exclusively('packages', signal, () => runQuietly({ program: homebrew, args: ['install', ...brew], signal, whole: true }))
  return true
}

/**
 * @param {string} program @param {string[]} names @param {AbortSignal} signal
 */
async function installWithApt(program, names, signal) {
  say(`用 apt-get 安装 ${names.join('、')} / installing with apt-get …`)
  // RUNLEVEL=1: the package's own system service is not wanted and must not start beside ours.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const install = ['-o', 'DPkg::Lock::Timeout=120', 'install', '-y', '-q', '--no-install-recommends']
  await runQuietly({ program, args: ['-q', 'update'], env, signal })
  await runQuietly({ program, args: [...install, '--download-only', ...names], env, signal })
  await runQuietly({ program, args: [...install, ...names], env, signal, whole: true })
  say('已装好 / installed')
}
