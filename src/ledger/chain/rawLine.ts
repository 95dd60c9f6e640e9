/** One line of the ledger as it stands in the stream of its year, or in the file of a sealed one. */
export interface RawLine {
  seq: number
  year: string
  body: string
  /** Numbers the entry mentions, joined by `|`, in the order of its placeholders. */
  numbers: string
  link: string
}
