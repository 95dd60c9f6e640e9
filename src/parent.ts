/**
 * Ends this process when the supervisor that started it is gone, be it killed: calls `stop` once when the channel to it
 * closes, or at once when it has closed already. Without a supervisor (Docker, tests) nothing happens. The channel alone
 * does not keep the process alive.
 */
export function exitWithParent(stop: () => void): void {
  if (process.connected === undefined) return
  if (!process.connected) {
    stop()
    return
  }
  process.once('disconnect', stop)
  process.channel?.unref()
}
