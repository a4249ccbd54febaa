import { type LedgerEntry, Position } from '@fyntrix/domain/portfolio'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unitsOf } from './money.ts'
import { replayLedger } from './replay-ledger.ts'
import { actionOf, fillOf } from './testing/entries.ts'

const histories = Number(process.env['FYNTRIX_PORTFOLIO_HISTORIES'] ?? 10_000)

const ratio = fc.constantFrom<readonly [number, number]>([1, 1], [1, 3], [2, 1], [1, 10], [10, 1], [3, 2], [2, 5])
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('fill' as const),
      side: fc.constantFrom('BUY' as const, 'SELL' as const),
      quantity: fc.integer({ min: 1, max: 40 }),
      units: fc.integer({ min: 1, max: 50_000_000 }),
      fees: fc.integer({ min: 0, max: 99_999 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('split' as const, 'bonus' as const), ratio }) },
)

const decimal = (units: number): string => `${Math.floor(units / 10_000)}.${String(units % 10_000).padStart(4, '0')}`

// three entries a day: some count at the same instant, corporate actions first
const history = fc.array(happening, { minLength: 1, maxLength: 14 }).map((all) =>
  all.map((one, line): LedgerEntry => {
    const day = Math.floor(line / 3)
    if (one.kind !== 'fill') return actionOf(line, one.kind, day, one.ratio)
    return fillOf(line, [day, one.side, one.quantity, decimal(one.units)], { fees: decimal(one.fees) })
  }),
)

const counted = (entries: readonly LedgerEntry[]): LedgerEntry[] =>
  entries.toSorted(
    (a, b) => a.at.localeCompare(b.at) || Number(a.kind === 'fill') - Number(b.kind === 'fill') || a.line - b.line,
  )

/** what a snapshot that was stored and read again holds */
const stored = (positions: readonly Position[]): Position[] =>
  positions.map((position) => Position.parse(JSON.parse(JSON.stringify(position))))

/** the same by another way: fractions without any rounding, and cash by itself */
const byFractions = (entries: readonly LedgerEntry[]) => {
  let [shares, cash, closings] = [0n, 0n, 0n]
  // cost and profit over one denominator
  let [cost, profit, under] = [0n, 0n, 1n]
  for (const entry of entries) {
    if (entry.kind === 'reversal') continue
    if (entry.kind === 'fill') {
      const price = unitsOf(entry.price)
      const signed = BigInt(entry.side === 'BUY' ? entry.quantity : -entry.quantity)
      cash -= signed * price
      let left = signed
      if (shares !== 0n && shares > 0n !== signed > 0n) {
        const size = shares < 0n ? -shares : shares
        const wanted = signed < 0n ? -signed : signed
        const closed = wanted < size ? wanted : size
        const part = signed < 0n ? -closed : closed
        ;[cost, profit, under] = [
          cost * (size - closed),
          profit * size - part * price * under * size - cost * closed,
          under * size,
        ]
        shares += part
        left -= part
        closings += 1n
      }
      cost += left * price * under
      shares += left
    } else {
      const times = BigInt(entry.kind === 'split' ? entry.numerator : entry.numerator + entry.denominator)
      shares = (shares * times) / BigInt(entry.denominator)
      if (shares === 0n) [cost, profit] = [0n, profit - cost]
    }
  }
  return { shares, cash, profit, under, closings }
}

test(`a ledger replayed at once equals snapshots carried forward entry by entry, and no money appears or vanishes (${histories} histories)`, () => {
  const seen = { rests: 0, shorts: 0, flips: 0 }
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 99_999_999 }), (entries, price) => {
      const order = counted(entries)
      const once = replayLedger(entries.toReversed())
      let carried: Position[] = []
      let before = 0
      for (const entry of order) {
        carried = stored(replayLedger([entry], carried))
        const now = carried[0]?.quantity ?? 0
        if (now < 0) seen.shorts += 1
        if (now * before < 0) seen.flips += 1
        before = now
      }
      expect(carried).toEqual(once)
      const [position] = once
      if (!position) return
      seen.rests += position.rests.length
      const { shares, cash, profit, under, closings } = byFractions(order)
      const [cost, realised] = [unitsOf(position.cost), unitsOf(position.realised)]
      const value = BigInt(position.quantity) * BigInt(price)
      expect(BigInt(position.quantity)).toBe(shares)
      // realised + unrealised = what selling all at this price would leave
      expect(realised + (value - cost)).toBe(cash + value)
      const off = realised * under - profit
      // each closing rounds its share of the cost once
      expect(2n * (off < 0n ? -off : off) <= closings * closings * under).toBe(true)
      expect(position.quantity !== 0 || cost === 0n).toBe(true)
    }),
    { numRuns: histories },
  )
  // the histories hold what they are meant to try
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(histories / 100)
})
