/** What every error of this package is; `code` is stable and meant for programs, the message for people. */
export abstract class CalendarError extends Error {
  abstract readonly code: string

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** A date or an instant lies outside the dates that the calendar knows, or the answer would. It is never guessed. */
export class CalendarRangeError extends CalendarError {
  readonly code = 'calendar-range'

  constructor(what: string, range: { readonly first: string; readonly last: string }) {
    super(`${what} is outside ${range.first}..${range.last}: add a list with \`fyntrix calendar add FILE\``)
  }
}

/** A text is no real date `YYYY-MM-DD` or no time of day `HH:MM`. */
export class InvalidDateError extends CalendarError {
  readonly code = 'calendar-invalid-date'

  constructor(text: string) {
    super(`${JSON.stringify(text)} is not a date YYYY-MM-DD or a time HH:MM`)
  }
}

/** A question that only a session can answer was asked of a day without one. */
export class NotASessionError extends CalendarError {
  readonly code = 'calendar-not-a-session'

  constructor(date: string) {
    super(`the exchange has no session on ${date}`)
  }
}

/** An additional list cannot be used; `issues` names every place and what is wrong with it. */
export class CalendarFileError extends CalendarError {
  readonly code = 'calendar-file'
  readonly issues: readonly string[]

  constructor(issues: readonly string[], options?: ErrorOptions) {
    super(`the calendar list cannot be used: ${issues.join('; ')}`, options)
    this.issues = issues
  }
}
