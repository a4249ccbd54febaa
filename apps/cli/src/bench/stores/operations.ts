import { type Bars, quoteOf, rowsOf, stockOf, symbols } from '../cache/values.ts'

/** What the seeds keep in caches, by how it is used. */
export interface Operation {
  readonly name: string
  readonly kind: 'read' | 'write'
  readonly keys: readonly string[]
  readonly valueOf: (key: string) => unknown
}

const universes = ['nifty50', 'banknifty', 'nifty500'] as const
const bars = 2_500

const pick = (i: number) => ({ ...stockOf(`SYM${i}`, 500), rank: i, entry: 2_945.55, stop: 2_890.1, target: 3_050 })

/** The operations; `series` is what a historical series holds. */
export const operationsOn = (series: Bars): readonly Operation[] => [
  {
    name: 'read top picks (20 picks)',
    kind: 'read',
    keys: universes.map((universe) => `top_picks:${universe}`),
    valueOf: (key) => ({ key, picks: Array.from({ length: 20 }, (_, i) => pick(i)) }),
  },
  {
    name: 'read stock info (1 KB)',
    kind: 'read',
    keys: symbols.map((s) => `stock:${s}`),
    valueOf: (key) => stockOf(key, 1_000),
  },
  {
    name: 'read list of 500 symbols',
    kind: 'read',
    keys: ['symbols'],
    valueOf: () => Array.from({ length: 500 }, (_, i) => ({ ...quoteOf(`SYM${i}`), name: `Company ${i} Limited` })),
  },
  {
    name: `read series of ${bars} bars`,
    kind: 'read',
    keys: symbols.slice(0, 8).map((s) => `hist:${s}`),
    valueOf: () => rowsOf(series).slice(0, bars),
  },
  {
    name: 'write stock info (1 KB)',
    kind: 'write',
    keys: symbols.map((s) => `written:${s}`),
    valueOf: (key) => stockOf(key, 1_000),
  },
]
