/** What work comes to or, where it takes longer than `ms`, what `late` answers or throws. What the work does meanwhile goes on. */
export function atMost<T, L>(ms: number, work: Promise<T>, late: () => L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((done) => (timer = setTimeout(done, ms))).then(late)
  return Promise.race([work, over]).finally(() => clearTimeout(timer))
}
