import { hour, minute } from '../../domain/time.ts'

/** Replies and pushes of one conversation together (protocol.md section E). */
export const botLimits = [{ count: 30, per: minute }, { count: 1000, per: hour }]
