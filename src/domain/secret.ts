/** Comparing codes, tokens and signatures. */
import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether a secret that was given is the right one, in a time that tells nothing about either, their lengths included. Nothing given is never right. */
export const sameSecret = (given: string | undefined, right: string | undefined): boolean =>
  timingSafeEqual(digest(given ?? ''), digest(right ?? '')) && given !== undefined && given !== '' && right !== undefined
