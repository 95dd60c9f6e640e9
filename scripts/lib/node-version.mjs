// Old versions of Node must be able to read this file: nothing newer than ES modules in it.
var OLDEST = '20.19'

/** Ends the process with a clear message when this Node is too old. */
export function refuseOldNode() {
  var now = process.versions.node
  if (isNewEnough(now)) return
  process.stderr.write('[团讯] 需要 Node ' + OLDEST + ' 或更新，现在是 ' + now + '。请到 https://nodejs.org 下载。\n')
  process.stderr.write('[团讯] Node ' + OLDEST + ' or newer is needed; this is ' + now + '.\n')
  process.exit(1)
}

/**
 * @param {string} version as process.versions.node gives it
 */
export function isNewEnough(version) {
  var parts = version.split('.')
  var wanted = OLDEST.split('.')
  var major = Number(parts[0])
  return major > Number(wanted[0]) || (major === Number(wanted[0]) && Number(parts[1]) >= Number(wanted[1]))
}
