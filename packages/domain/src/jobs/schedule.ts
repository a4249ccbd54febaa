/** An instant of a session that rules count from. `published-close`: its official close may be read; `daily-bars`: its daily bars count as known. */
export type SessionAnchor = 'open' | 'close' | 'published-close' | 'daily-bars'

/** So many minutes after an instant of the session; before it when negative. */
export interface SessionInstant {
  readonly of: SessionAnchor
  readonly minutes: number
}

/**
 * When a job is due. Patterns have five fields, minutes the finest.
 *
 * - `cron`: whenever the pattern matches in the time zone, on every day or on days with a session.
 * - `session`: once a session, at an instant of it.
 * - `during`: whenever the pattern matches in Asia/Kolkata between two instants of a session, both inclusive; special sessions bring their own hours. With
 *   `tradingOnly` a match between two stretches of trading is skipped.
 *
 * A weekday without a session has the times of an ordinary one, as skipped, so that a holiday shows in the ledger.
 */
export type Schedule =
  | {
      readonly kind: 'cron'
      readonly pattern: string
      readonly timezone: 'Asia/Kolkata' | 'UTC'
      readonly days: 'every' | 'sessions'
    }
  | { readonly kind: 'session'; readonly at: SessionInstant }
  | {
      readonly kind: 'during'
      readonly pattern: string
      readonly from: SessionInstant
      readonly to: SessionInstant
      readonly tradingOnly?: boolean
    }

/** A time of day of the exchange on days with a session; `hh:mm`. */
export const onSessionsAt = (time: `${number}:${number}`): Schedule => {
  const [hour = '', minute = ''] = time.split(':')
  return {
    kind: 'cron',
    pattern: `${Number(minute)} ${Number(hour)} * * *`,
    timezone: 'Asia/Kolkata',
    days: 'sessions',
  }
}

/** A time of day of the exchange on every day; `hh:mm`. */
export const dailyAt = (time: `${number}:${number}`): Schedule => {
  const [hour = '', minute = ''] = time.split(':')
  return { kind: 'cron', pattern: `${Number(minute)} ${Number(hour)} * * *`, timezone: 'Asia/Kolkata', days: 'every' }
}

/** So many minutes after the open of a session. */
export const afterOpen = (minutes: number): SessionInstant => ({ of: 'open', minutes })

/** So many minutes after the close of a session; before it when negative. */
export const afterClose = (minutes: number): SessionInstant => ({ of: 'close', minutes })

/** A schedule as people write it: `33 * * * * from open+0m to close-15m`. */
export const scheduleText = (schedule: Schedule): string => {
  const instant = ({ of, minutes }: SessionInstant) =>
    minutes === 0 ? of : `${of}${minutes > 0 ? '+' : '-'}${Math.abs(minutes)}m`
  if (schedule.kind === 'session') return `each session at ${instant(schedule.at)}`
  if (schedule.kind === 'during') return `${schedule.pattern} from ${instant(schedule.from)} to ${instant(schedule.to)}`
  return `${schedule.pattern} ${schedule.timezone}${schedule.days === 'sessions' ? ' on sessions' : ''}`
}
