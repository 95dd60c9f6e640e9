/** What the bot tells the log. Fields hold ids and codes, never names, phone numbers, tokens or message texts. */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

/** Says nothing; for tools whose output must hold only their own. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }
