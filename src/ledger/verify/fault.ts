/** One thing in a ledger that is not as it was written. */
export interface Fault {
  /** Position of the entry it concerns. */
  seq: number
  /** Number of the record, when it can still be told; else ''. */
  number: string
  /** What is wrong, in Chinese. */
  what: string
}
