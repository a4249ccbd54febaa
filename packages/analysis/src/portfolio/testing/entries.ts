import { LedgerEntry } from '@fyntrix/domain/portfolio'

const idOf = (line: number): string => `00000000-0000-7000-8000-${String(line).padStart(12, '0')}`
const start = Date.parse('2026-01-01T00:00:00.000Z')
const dayMs = 86_400_000

const stored = (day: number, line: number) => ({
  id: idOf(line),
  accountId: idOf(0),
  lane: 'replay',
  source: 'api',
  externalId: String(line),
  recordedAt: '2026-11-01T00:00:00.000Z',
  line,
  symbol: 'INFY',
  at: new Date(start + day * dayMs).toISOString(),
})

/** The `line`-th entry of a ledger: a fill at noon of a day, such as `[3, 'BUY', 10, '1500']`. */
export const fillOf = (
  line: number,
  [day, side, quantity, price]: readonly [number, 'BUY' | 'SELL', number, string],
  more: Readonly<Record<string, unknown>> = {},
): LedgerEntry =>
  LedgerEntry.parse({ ...stored(day + 0.5, line), kind: 'fill', product: 'CNC', side, quantity, price, ...more })

/** A split or bonus at the start of a day. */
export const actionOf = (
  line: number,
  kind: 'split' | 'bonus',
  day: number,
  [numerator, denominator]: readonly [number, number],
): LedgerEntry => {
  const entry = stored(day, line)
  return LedgerEntry.parse({ ...entry, kind, numerator, denominator, exDate: entry.at.slice(0, 10) })
}

/** A reversal of another line. */
export const reversalOf = (line: number, day: number, reversed: number): LedgerEntry =>
  LedgerEntry.parse({ ...stored(day, line), kind: 'reversal', reverses: idOf(reversed) })
