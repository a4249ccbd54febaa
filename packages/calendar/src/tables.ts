/**
 * Where a row comes from, exactly one of:
 * - `inferred from candles`: recorded bars show it (a weekday without trading, or a day with trading);
 * - `package NAME@VERSION`: a published calendar package of that version says so;
 * - `spec`: the project's specification says so;
 * - `unverified`: general knowledge that could not be checked;
 * - `file NAME`: an added list says so. No row of the built-in tables has this form.
 */
export type Source = 'inferred from candles' | `package ${string}@${string}` | 'spec' | 'unverified' | `file ${string}`

/** A weekday on which the exchange stays closed. */
export type Closure = {
  /** Session date `YYYY-MM-DD`, Monday to Friday. */
  readonly date: string
  /** The holiday's or event's name: for people, never parsed. */
  readonly name: string
  readonly source: Source
}

/** IST times of day `[open, close]`, each `HH:MM`; the close itself is no longer inside. */
export type Hours = readonly [open: string, close: string]

/** `muhurat`: the short session of Diwali. `special`: any other session on a weekend or with hours of its own. */
export type SpecialKind = 'muhurat' | 'special'

/** A session that the weekday rule and the regular hours do not give. */
export type SpecialSession = {
  /** Session date `YYYY-MM-DD`, any day of the week. */
  readonly date: string
  readonly kind: SpecialKind
  /** Continuous trading, in order, without overlap. */
  readonly intervals: readonly Hours[]
  /** Where it is known from that there was a session. */
  readonly source: Source
  /** Where its hours are known from. */
  readonly hoursSource: Source
  /** What a reader should know. */
  readonly note: string
}

/** Says, for the weekdays `from`..`to` (inclusive) that are ordinary sessions, where that is known from. */
export type WeekdaySource = { readonly from: string; readonly to: string; readonly source: Source }

/** Everything that a calendar is made of. Rows are sorted by date; at most one closure or special session a date. */
export type CalendarTables = {
  /** First and last known date, inclusive. */
  readonly first: string
  readonly last: string
  readonly closures: readonly Closure[]
  readonly specialSessions: readonly SpecialSession[]
  /** Where several rows cover a date, the last one counts. */
  readonly weekdaySources: readonly WeekdaySource[]
}
