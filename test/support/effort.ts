/** What work costs, told without a limit in ms: the machine of a test may be slow, or busy with other things. */

/** Processor time, ms: other programs on the machine do not count. */
export function processorTime(run: () => unknown): number {
  const from = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}

const signs = 'a'.repeat(2000)

/** The unit: one quadratic pattern over 2 000 signs, some 9 ms on an idle machine. */
const unit = (): number => processorTime(() => /a+b/.test(signs))

/** A neighbour hardly ever makes processor time so many times as long, and not twice. */
const beyondNeighbours = 3

/** Whether the work takes at most so many units on this machine at this moment. A try that a neighbour may have spoilt proves nothing: one of five must hold. */
export function costsAtMost(units: number, run: () => unknown): boolean {
  let beyond = 0
  for (let i = 0; i < 5 && beyond < 2; i++) {
    const took = processorTime(run)
    // No machine does a unit within a millisecond: what is that quick need not be weighed.
    if (took <= units) return true
    const limit = units * unit()
    if (took <= limit) return true
    if (took > beyondNeighbours * limit) beyond += 1
  }
  return false
}
