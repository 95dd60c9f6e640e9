/** What lies beside the chain so that it can be deleted: personal fields and original texts, each salted. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Attachment } from '../types.ts'
import { sha256 } from './body.ts'

/** Gives the salt for one piece of side data of a cause. */
export type Salt = (cause: string, piece: string) => string

/**
 * Random salts, gone for good with the data. With a `secret` they follow from it and the cause instead:
 * a replay of the same messages then gives the same chain.
 */
export const createSalt = (secret?: string): Salt =>
  secret === undefined
    ? () => randomBytes(12).toString('base64url')
    : (cause, piece) => createHmac('sha256', secret).update(`${cause}|${piece}`).digest('base64url').slice(0, 16)

/** A piece of side data as stored, and the digest of it that its entry holds. */
export function sidePiece(content: unknown, salt: string): { stored: string; digest: string } {
  const stored = JSON.stringify({ salt, content })
  return { stored, digest: sha256(stored) }
}

/** A message as it is kept: its text alone, or with what came with it. */
type Original = string | { text: string; attachments: Attachment[] }

export const originalOf = (text: string, attachments: Attachment[] = []): Original => (attachments.length > 0 ? { text, attachments } : text)

/** A kept message read back. */
export function readOriginal(stored: string): { text: string; attachments: Attachment[] } {
  const original = readSide(stored) as Original
  return typeof original === 'string' ? { text: original, attachments: [] } : original
}

/** What was put in. */
export const readSide = (stored: string): unknown => (JSON.parse(stored) as { content: unknown }).content
