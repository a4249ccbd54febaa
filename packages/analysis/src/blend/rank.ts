import type { Pick } from '@fyntrix/domain/top-picks'

/** A pick before it has a place. */
export type Candidate = Omit<Pick, 'rank'>

/** Strongest conviction (distance of the score from 50) first, longs and shorts together; equals by symbol, so that the order is always the same. */
export const byConviction = (a: Candidate, b: Candidate): number =>
  Math.abs(b.score - 50) - Math.abs(a.score - 50) || (a.symbol < b.symbol ? -1 : 1)

/** The first `topN` in order of conviction with their places from 1, and those who were ranked out. */
export const rank = (
  candidates: readonly Candidate[],
  topN: number,
): { readonly picks: Pick[]; readonly rankedOut: Candidate[] } => {
  const sorted = candidates.toSorted(byConviction)
  return {
    picks: sorted.slice(0, topN).map((candidate, index) => ({ rank: index + 1, ...candidate })),
    rankedOut: sorted.slice(topN),
  }
}
