import { z } from 'zod'

/** A calendar day as it is kept, 'YYYY-MM-DD' in Asia/Shanghai. */
export const dayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
