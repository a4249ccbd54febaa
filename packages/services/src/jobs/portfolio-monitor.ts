import type { Alert, PortfolioSnapshot } from '@fyntrix/domain/portfolio'
import type { Id } from '@fyntrix/domain/shared'
import type { Portfolio } from '../portfolio/index.ts'
import type { ReplayedMonitor, SeenSnapshot } from './monitors.ts'

/** rupees as a figure to look at */
const figure = (amount: string | null): number | null => (amount === null ? null : Number(amount))

const alertsOf = (snapshot: PortfolioSnapshot): { readonly symbol: string; readonly alerts: readonly Alert[] }[] =>
  snapshot.kind === 'positions' ? snapshot.positions : snapshot.entries

const figuresOf = (snapshot: PortfolioSnapshot): SeenSnapshot['figures'] => {
  if (snapshot.kind === 'watchlist') {
    const { entries, unpriced, critical, high, medium } = snapshot.summary
    return { entries, unpriced, critical, high, medium }
  }
  const { positions, unpriced, totalValue, unrealised, realised, critical, high, medium } = snapshot.summary
  return {
    positions,
    unpriced,
    value: figure(totalValue),
    unrealised: figure(unrealised),
    realised: figure(realised),
    critical,
    high,
    medium,
  }
}

/** The monitor of one user's portfolio and watchlist. An alert is shown when it begins. */
export const portfolioMonitor = (portfolio: Portfolio, userId: Id): ReplayedMonitor => {
  const name = 'portfolio'
  let standing = new Set<string>()
  return {
    name,
    async look(asOf) {
      const snapshots = [
        await portfolio.monitor(userId, { kind: 'positions', asOf }),
        await portfolio.monitor(userId, { kind: 'watchlist', asOf }),
      ]
      const raised = snapshots.flatMap((snapshot) =>
        alertsOf(snapshot).flatMap(({ symbol, alerts }) =>
          alerts.map((alert) => ({ ...alert, symbol, key: `${snapshot.kind} ${symbol} ${alert.code}` })),
        ),
      )
      const begun = raised.filter(({ key }) => !standing.has(key))
      standing = new Set(raised.map(({ key }) => key))
      return {
        exits: [],
        alerts: begun.map(({ symbol, urgency, message }) => ({
          monitor: name,
          seenAt: asOf,
          symbol,
          urgency,
          text: message,
        })),
        snapshots: snapshots.map((snapshot) => ({
          monitor: name,
          asOf,
          scope: snapshot.kind,
          figures: figuresOf(snapshot),
        })),
      }
    },
  }
}
