/** How many are begun before it is their turn: enough to keep Redis and this process at work at the same time. */
const ahead = 4

/**
 * Works on items and hands out what became of each, in order; while one is waited for and used, the next few are begun already, in order, too.
 * What fails is thrown in its turn, and what was begun after it comes to nothing.
 */
export async function* workAhead<T, R>(items: readonly T[], work: (item: T) => Promise<R>): AsyncGenerator<readonly [item: T, result: R]> {
  const begin = (item: T): Promise<R> => {
    const begun = work(item)
    // Nobody waits for it yet.
    begun.catch(() => {})
    return begun
  }
  const begun = items.slice(0, ahead).map(begin)
  for (const [i, item] of items.entries()) {
    begun.push(...items.slice(i + ahead, i + ahead + 1).map(begin))
    yield [item, (await begun.shift()) as R]
  }
}
