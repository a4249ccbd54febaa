import type { PositionCounts, TopPicksPosition } from '@fyntrix/domain/positions'

const meanReturn = (positions: readonly TopPicksPosition[]): number | null => {
  const returns = positions.flatMap(({ netReturnPct }) => netReturnPct ?? [])
  return returns.length === 0 ? null : returns.reduce((sum, value) => sum + value, 0) / returns.length
}

/** Positions counted. A return is the mean of equally weighted positions, which adding up percents would not be. */
export const countsOf = (positions: readonly TopPicksPosition[]): PositionCounts => {
  const having = (status: TopPicksPosition['status']) => positions.filter((one) => one.status === status)
  const labelled = (label: TopPicksPosition['label']) => positions.filter((one) => one.label === label).length
  const [open, closed] = [having('open'), having('closed')]
  return {
    positions: positions.length,
    pending: having('pending').length,
    open: open.length,
    closed: closed.length,
    unavailable: having('unavailable').length,
    wins: labelled('WIN'),
    losses: labelled('LOSS'),
    flat: labelled('BREAKEVEN'),
    winRate: closed.length === 0 ? null : labelled('WIN') / closed.length,
    meanReturnPct: meanReturn([...open, ...closed]),
    meanOpenReturnPct: meanReturn(open),
    meanClosedReturnPct: meanReturn(closed),
    critical: open.filter(({ urgency }) => urgency === 'CRITICAL').length,
  }
}
