import {
  averageCloseDelayMinutes,
  closingAuctionHours,
  derivativesClose,
  preOpenHours,
  type Rule,
  regularHours,
  specialPreOpen,
} from './data/trading-hours.ts'
import { istMidnight, minuteMs, minuteOfDay } from './ist.ts'
import type { Hours, Source, SpecialSession } from './tables.ts'

/** A stretch of time in epoch milliseconds UTC: `open` is inside, `close` is not. */
export type Interval = { readonly open: number; readonly close: number }

/** An {@link Interval} whose hours have a source of their own. */
export type SourcedInterval = Interval & { readonly source: Source }

/** `regular`: an ordinary weekday. `muhurat` and `special`: see the table of special sessions. */
export type SessionKind = 'regular' | 'muhurat' | 'special'

/** One trading day of the equity market. Dates are IST, instants epoch milliseconds UTC. */
export type Session = {
  /** `YYYY-MM-DD` */
  readonly date: string
  readonly kind: SessionKind
  /** Continuous trading, at least one interval, in order. */
  readonly intervals: readonly Interval[]
  /** Start of the first interval. */
  readonly open: number
  /** End of the last interval. */
  readonly close: number
  /** Order collection before `open`; between its end and `open` orders are matched. */
  readonly preOpen: SourcedInterval
  /** Auction that sets the close of names with derivatives; null where there is none or none is known. */
  readonly closingAuction: SourcedInterval | null
  /** End of derivatives trading. */
  readonly derivativesClose: number
  /** Where it is known from that there is a session. */
  readonly source: Source
  /** Where the hours of `intervals` are known from. */
  readonly hoursSource: Source
  /** What a reader should know; null for ordinary days. */
  readonly note: string | null
}

/** Attributes of an instrument that change its trading day. */
export type InstrumentHours = {
  /** Has derivatives, so that the closing auction sets its close. Left out or undefined: not known, treated carefully. */
  readonly fno?: boolean | undefined
}

/** The ordinary session of a weekday, with the hours that were in force on that date. */
export function regularSession(date: string, source: Source): Session {
  const hours = ruleOn(regularHours, date)
  const preOpen = ruleOn(preOpenHours, date)
  const auction = latestRule(closingAuctionHours, date)
  const midnight = istMidnight(date)
  const interval = toInterval(midnight, hours.value)
  return {
    date,
    kind: 'regular',
    intervals: [interval],
    ...interval,
    preOpen: { ...toInterval(midnight, preOpen.value), source: preOpen.source },
    closingAuction: auction ? { ...toInterval(midnight, auction.value), source: auction.source } : null,
    derivativesClose: toInstant(midnight, ruleOn(derivativesClose, date).value),
    source,
    hoursSource: hours.source,
    note: null,
  }
}

/** The session of a row. Its pre-open is assumed; it has no known closing auction; derivatives end with the cash market. */
export function specialSession(row: SpecialSession): Session {
  const midnight = istMidnight(row.date)
  const intervals = row.intervals.map((hours) => toInterval(midnight, hours))
  const open = intervals[0]?.open ?? Number.NaN
  const close = intervals.at(-1)?.close ?? Number.NaN
  const preOpen = open - specialPreOpen.leadMinutes * minuteMs
  return {
    date: row.date,
    kind: row.kind,
    intervals,
    open,
    close,
    preOpen: { open: preOpen, close: preOpen + specialPreOpen.orderEntryMinutes * minuteMs, source: 'unverified' },
    closingAuction: null,
    derivativesClose: close,
    source: row.source,
    hoursSource: row.hoursSource,
    note: row.note,
  }
}

/** End of all trading in the cash market: of the last interval, or of the closing auction where that is later. */
export function endOfTrading(session: Session): number {
  return Math.max(session.close, session.closingAuction?.close ?? session.close)
}

/**
 * The instant from which the official close of an instrument may be read: for a name in the closing auction its end,
 * for every other name {@link averageCloseDelayMinutes} after the last interval. Where `fno` is not known the later of
 * the two counts (15:40 IST on a regular day).
 */
export function closeIsFinal(session: Session, { fno }: InstrumentHours = {}): number {
  const average = session.close + averageCloseDelayMinutes * minuteMs
  const auction = session.closingAuction?.close ?? average
  if (fno === undefined) return Math.max(average, auction)
  return fno ? auction : average
}

function toInterval(midnight: number, [open, close]: Hours): Interval {
  return { open: toInstant(midnight, open), close: toInstant(midnight, close) }
}

function toInstant(midnight: number, time: string): number {
  return midnight + minuteOfDay(time) * minuteMs
}

function latestRule<T>(rules: readonly Rule<T>[], date: string): Rule<T> | undefined {
  return rules.findLast((rule) => rule.from <= date)
}

function ruleOn<T>(rules: readonly Rule<T>[], date: string): Rule<T> {
  const rule = latestRule(rules, date)
  // trading hours of earlier years were others, so tables that reach further back must not get the oldest known ones
  if (!rule) throw new Error(`no trading hours are known for ${date}`)
  return rule
}
