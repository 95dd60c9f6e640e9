/** Longest wait for Redis before the platform is told to send a message again, ms. */
const safeWithin = 3000

/** Rejects when `work` is not done within three seconds; what it does meanwhile goes on. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the message could not be made safe in time')), safeWithin)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
