export type { Calendar } from './calendar.ts'
export {
  CalendarError,
  CalendarFileError,
  CalendarRangeError,
  InvalidDateError,
  NotASessionError,
} from './errors.ts'
export { atIst, dateOfDay, dayNumber, istDate, istDay, istOffsetMs, istTime, weekday } from './ist.ts'
export { createNseCalendar, nse } from './nse.ts'
export type { Phase } from './phases.ts'
export type { InstrumentHours, Interval, Session, SessionKind, SourcedInterval } from './session.ts'
export { type SessionClock, sessionClock } from './session-clock.ts'
export type { CalendarTables, Closure, Hours, Source, SpecialKind, SpecialSession, WeekdaySource } from './tables.ts'
export type { TradingTime } from './trading-time.ts'
export { parseCalendarYearFile } from './year-file.parser.ts'
export { type CalendarYearFile, extendCalendar } from './year-file.ts'
