import type { Ledger, View } from '../../src/ledger/types.ts'

/** A ledger as it is, that counts how often receipts were read off Redis. */
export function countingSaid(own: Ledger): { ledger: Ledger; asked(): number } {
  let asked = 0
  const counted = (view: View): View =>
    new Proxy(view, { get: (at, key) => (key === 'said' ? (from: number, to: number) => (asked++, at.said(from, to)) : Reflect.get(at, key)) })
  const ledger = new Proxy(own, { get: (at, key) => (key === 'view' ? async () => counted(await at.view()) : Reflect.get(at, key)) })
  return { ledger, asked: () => asked }
}
