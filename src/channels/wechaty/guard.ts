/** Puppets leave errors to nobody, in callbacks and rejected promises of their own; one of those must not end the process. */

/** The packages that a puppet is made of, as they stand in an error's stack. */
const packages = /[\\/]node_modules[\\/](?:@[\w.-]+[\\/])?(?:wechaty|wechat4u|padlocal|memory-card|file-box|state-switch|rx-queue|gerror)/

/** Whether an error that nobody caught arose in a puppet: the innermost frame outside Node is one of its packages. */
export function isOfPuppet(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const frame = (error.stack ?? '').split('\n').find((line) => /^\s+at /.test(line) && !/\(?node:/.test(line))
  return frame !== undefined && packages.test(frame)
}

/**
 * Catches what puppets leave uncaught, until the answer is called. Every other error goes on as it would without: Node ends the process.
 */
export function guardPuppets(caught: (error: unknown) => void, host: Pick<NodeJS.Process, 'on' | 'off'> = process): () => void {
  const take = (error: unknown) => {
    if (!isOfPuppet(error)) throw error
    caught(error)
  }
  host.on('uncaughtException', take)
  host.on('unhandledRejection', take)
  return () => {
    host.off('uncaughtException', take)
    host.off('unhandledRejection', take)
  }
}
