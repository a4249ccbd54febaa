/**
 * The trading hours that freshness depends on. Instants are epoch milliseconds UTC. The exchange calendar implements it; this package knows no
 * exchange. Implementations throw when an instant lies outside what they know.
 */
export interface SessionClock {
  /** Whether the market trades at this instant. */
  isOpen(instant: number): boolean
  /** The first opening after this instant. */
  nextOpen(instant: number): number
  /** The first close after this instant. */
  nextClose(instant: number): number
}
