import type { Alert, BegunAlert, PortfolioSnapshot } from '@fyntrix/domain/portfolio'

type About = Omit<BegunAlert, keyof Alert | 'level'>

const levelOf = (
  { code }: Alert,
  levels: Readonly<Record<'stopLoss' | 'target' | 'entry', number | null>>,
): number | null => {
  if (code === 'stop-hit' || code === 'stop-near') return levels.stopLoss
  if (code === 'target-hit' || code === 'target-near') return levels.target
  return code === 'entry-reached' || code === 'entry-near' ? levels.entry : null
}

const standing = (snapshot: PortfolioSnapshot): BegunAlert[] =>
  snapshot.kind === 'positions'
    ? snapshot.positions.flatMap(
        ({ symbol, exchange, product, direction, stopLoss, target, currentPrice, priceAt, alerts }) => {
          const about: About = { symbol, exchange, product, direction, currentPrice, priceAt }
          const levels = { stopLoss, target, entry: null }
          return alerts.map((alert) => ({ ...alert, ...about, level: levelOf(alert, levels) }))
        },
      )
    : snapshot.entries.flatMap(
        ({ symbol, direction, stopLoss, target, desiredEntry, currentPrice, priceAt, alerts }) => {
          const about: About = { symbol, exchange: null, product: null, direction, currentPrice, priceAt }
          const levels = { stopLoss, target, entry: desiredEntry }
          return alerts.map((alert) => ({ ...alert, ...about, level: levelOf(alert, levels) }))
        },
      )

/** one that speaks of another level, or of the other side, is another alert; its words and the price may change */
const identityOf = ({ symbol, exchange, product, direction, code, level }: BegunAlert): string =>
  JSON.stringify([symbol, exchange, product, direction, code, level])

/** The alerts of a snapshot that were not there in the one before, in the order of the snapshot; all of them where there was none. */
export const begunAlerts = (snapshot: PortfolioSnapshot, before: PortfolioSnapshot | null): BegunAlert[] => {
  const known = new Set(before === null ? [] : standing(before).map(identityOf))
  return standing(snapshot).filter((alert) => !known.has(identityOf(alert)))
}
