/** The program's log: JSON lines on standard error, without names, phone numbers, tokens or message texts. */
import pino from 'pino'
import type { Log } from './bot/log.ts'

/** Fields that would hold a secret or a person's words, wherever they stand. */
const never = ['text', 'token', 'secret', 'name', 'phone', 'webhook', 'authorization', 'code']

/** Opens the log at a level of pino's. */
export const createLog = (level: string): Log & pino.Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: never.flatMap((key) => [key, `*.${key}`]), remove: true } }, pino.destination({ dest: 2, sync: true }))
