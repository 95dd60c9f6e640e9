/** Short ways for a command to say things. */
import type { Notice } from '../domain/notice.ts'
import type { Context } from './command.ts'

/** An answer in the chat where the command was given; numbers not allotted yet may stand in it. */
export const reply = (ctx: Context, text: string, about: string[] = []): Notice => ({ to: ctx.chat, text, sort: 'answer', about })

/** A decision that only says something. */
export const only = (ctx: Context, text: string, about: string[] = []) => ({ changes: [], notices: [reply(ctx, text, about)] })
