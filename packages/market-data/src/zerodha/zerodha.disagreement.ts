import { istDay } from '@fyntrix/calendar'
import type { CandleColumns } from '@fyntrix/domain/candles'
import type { CachedWindow } from './zerodha.metadata.ts'

const fields = ['open', 'high', 'low', 'close', 'volume'] as const

/**
 * Why a copy of a bar does not count: it was stored earlier; the window of its file cuts it off; it was stored on the day that a recovered
 * file ends with, whose hour is not known; or both were stored in the same instant.
 */
export type LossReason = 'stored-earlier' | 'cut-off' | 'same-day' | 'same-instant'

/** Copies of one bar that do not say the same. */
export interface Disagreement {
  /** Start of the bar, epoch milliseconds UTC. */
  readonly ts: number
  /** In what some copy differs from the one that counts. */
  readonly fields: readonly (typeof fields)[number][]
  /** The file whose copy counts. */
  readonly winner: string
  /** The files whose copies differ from it. */
  readonly losers: readonly { readonly file: string; readonly why: LossReason }[]
  /** True where the rule had to choose without knowing: by a day or instant that two copies share, or among copies that are all cut off. */
  readonly ambiguous: boolean
}

/** One copy of a bar. */
export interface Copy {
  readonly row: number
  readonly window: CachedWindow
  readonly edge: boolean
}

/** What the copies of a bar disagree about; null if they do not. `counting` is the row of the one that counts. */
export const disagreementOf = (
  candles: CandleColumns,
  copies: readonly Copy[],
  counting: number,
): Disagreement | null => {
  const winner = copies.find(({ row }) => row === counting)
  if (!winner) return null
  const differs = (field: (typeof fields)[number], { row }: Copy) => candles[field][row] !== candles[field][winner.row]
  const losers = copies.filter((copy) => fields.some((field) => differs(field, copy)))
  if (losers.length === 0) return null
  const reasons = losers.map((loser) => ({ file: loser.window.file, why: reasonOf(winner, loser) }))
  return {
    ts: candles.ts[winner.row] ?? Number.NaN,
    fields: fields.filter((field) => losers.some((loser) => differs(field, loser))),
    winner: winner.window.file,
    losers: reasons,
    ambiguous: winner.edge || reasons.some(({ why }) => why === 'same-day' || why === 'same-instant'),
  }
}

const reasonOf = (winner: Copy, loser: Copy): LossReason => {
  if (loser.edge && !winner.edge) return 'cut-off'
  if (loser.window.cachedAt === winner.window.cachedAt) return 'same-instant'
  const sameDay = istDay(loser.window.cachedAt) === istDay(winner.window.cachedAt)
  return sameDay && winner.window.recovered ? 'same-day' : 'stored-earlier'
}
