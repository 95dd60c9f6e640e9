// The terminal may be gone before we are: what cannot be shown must not keep us from ending our children.
process.stderr.on('error', () => undefined)

/** A reason to stop that the person at the keyboard can mend: shown as it stands, without a stack. */
export class Refusal extends Error {
  /**
   * @param {string} message Chinese first, English on the next line
   * @param {number} [code] exit code; 78 (EX_CONFIG) means that starting again will not help
   */
  constructor(message, code = 1) {
    super(message)
    this.name = 'Refusal'
    this.code = code
  }
}

/**
 * Tells the person at the keyboard what is being done. Goes to standard error, so that standard output holds only
 * what the program itself prints.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`[团讯] ${text}\n`)
}

/**
 * Prints why nothing could be done and gives the exit code for it.
 * @param {unknown} error
 * @returns {number}
 */
export function explain(error) {
  if (error instanceof Refusal) {
    for (const line of error.message.split('\n')) say(line)
    return error.code
  }
  say(`出错了 / unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  return 1
}
