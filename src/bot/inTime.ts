import { atMost } from '../domain/atMost.ts'

/** Longest wait for Redis before the platform is told to send a message again, ms. */
const safeWithin = 3000

/** Rejects when `work` is not done within three seconds; what it does meanwhile goes on. */
export const inTime = <T>(work: Promise<T>): Promise<T> =>
  atMost(safeWithin, work, () => {
    throw new Error('the message could not be made safe in time')
  })
