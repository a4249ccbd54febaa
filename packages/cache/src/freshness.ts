import { type Duration, durationText, milliseconds } from './lifetimes.ts'
import type { SessionClock } from './session-clock.ts'

/** What a rule decides on. Instants are epoch milliseconds UTC, of the Redis server's clock. */
export interface FreshnessContext {
  /** When the value was loaded. */
  readonly at: number
  readonly clock: SessionClock
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** The parameters of the key, as they stand in it. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Answers the instant until which a value loaded at `at` counts as fresh. */
export interface FreshnessRule {
  (context: FreshnessContext): number
  /** The rule in words, for catalogues. */
  readonly text?: string
}

/** How long a value counts as fresh: a duration, or a rule of the trading calendar. */
export type Freshness = Duration | FreshnessRule

const worded = (text: string, rule: FreshnessRule): FreshnessRule => Object.assign(rule, { text })

const wordsOf = ({ text = 'by a rule of its own' }: FreshnessRule): string => text

/** The rule of a freshness. */
export const ruleOf = (freshness: Freshness): FreshnessRule => {
  if (typeof freshness === 'function') return freshness
  const duration = milliseconds(freshness)
  return worded(durationText(duration), ({ at }) => at + duration)
}

/**
 * One duration while the market trades, `closedFactor` times as long while it does not, and never past the next opening: what was learned while
 * the market was closed is old when it opens.
 */
export const marketHours = ({ open, closedFactor }: { open: Duration; closedFactor: number }): FreshnessRule => {
  const duration = milliseconds(open)
  const longer = closedFactor === 1 ? '' : `${closedFactor} times that and `
  const text = `${durationText(duration)}; while the market is closed ${longer}at most until it opens`
  return worded(text, ({ at, clock }) =>
    clock.isOpen(at) ? at + duration : Math.min(at + closedFactor * duration, clock.nextOpen(at)),
  )
}

/** Fresh until the market opens next: what changes once a session. */
export const untilNextOpen: FreshnessRule = worded('until the market opens', ({ at, clock }) => clock.nextOpen(at))

/** Fresh until the next scheduled run; `nextRun` answers the first run after an instant. */
export const untilNextRun = (nextRun: (after: number) => number): FreshnessRule =>
  worded('until the next scheduled run', ({ at }) => nextRun(at))

/** Another freshness for each value of a parameter, such as the interval of candles. Throws `RangeError` for a value that is not listed. */
export const byParameter = (name: string, table: Readonly<Record<string, Freshness>>): FreshnessRule => {
  const rules = new Map(Object.entries(table).map(([value, freshness]) => [value, ruleOf(freshness)]))
  const cases = [...rules].map(([value, rule]) => `${value} ${wordsOf(rule)}`)
  return worded(`by ${name}: ${cases.join('; ')}`, (context) => {
    const rule = rules.get(context.parameters[name] ?? '')
    if (!rule) throw new RangeError(`no freshness for ${name} ${context.parameters[name]}`)
    return rule(context)
  })
}

/**
 * Shortens a freshness by up to `fraction` of its length, so that what was loaded together does not end together. It never moves the end to the
 * other side of an opening or a close, and leaves an end that is an opening or a close where it is.
 */
export const withJitter = (fraction: number, freshness: Freshness): FreshnessRule => {
  if (!(fraction >= 0 && fraction < 1)) throw new RangeError(`a jitter of ${fraction} is not in [0, 1)`)
  const rule = ruleOf(freshness)
  return worded(`${wordsOf(rule)}, up to ${fraction * 100} % less`, (context) => {
    const { at, clock, random } = context
    const end = rule(context)
    const earliest = Math.max(lastBoundary(clock, at, end), end - fraction * (end - at))
    return end - random() * (end - earliest)
  })
}

/** The last opening or close in (at, end], or `at` when there is none. */
const lastBoundary = (clock: SessionClock, at: number, end: number): number => {
  let last = at
  for (;;) {
    const next = Math.min(clock.nextOpen(last), clock.nextClose(last))
    if (next > end) return last
    last = next
  }
}
