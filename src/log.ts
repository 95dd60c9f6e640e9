/** The program's log: JSON lines on standard error, without names, phone numbers, tokens or message texts. */
import pino from 'pino'
import type { Log } from './bot/log.ts'
import { mask } from './domain/privacy.ts'

/** Fields that would hold a secret or a person's words, wherever they stand. */
const never = ['text', 'token', 'secret', 'name', 'phone', 'webhook', 'authorization', 'code']

/** What an error quotes may be somebody's words: the piece of text that was no JSON, a value that did not fit. They may hold such signs themselves, so that all goes from the first to the last. */
const quoted = /"[^]*"|“[^]*”|「[^]*」|`[^]*`|["“「`][^]*|'[^']*'/g

const withoutQuotes = (fields: Record<string, unknown>): Record<string, unknown> =>
  typeof fields['error'] === 'string' ? { ...fields, error: fields['error'].replace(quoted, '…') } : fields

/** Opens the log at a level of pino's. */
export const createLog = (level: string): Log & pino.Logger =>
  pino({
    level, base: null, timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: never.flatMap((key) => [key, `*.${key}`]), remove: true },
    formatters: { log: withoutQuotes },
    hooks: { streamWrite: mask },
  }, pino.destination({ dest: 2, sync: true }))
