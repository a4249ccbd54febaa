import { createHash } from 'node:crypto'
import { nse } from '@fyntrix/calendar'

/** Name of the file of a window, dates `YYYY-MM-DD`, as the legacy client made it. */
export const cacheName = (symbol: string, interval: string, from: string, to: string): string =>
  createHash('md5')
    .update([symbol, 'NSE', interval, from.replaceAll('-', ''), to.replaceAll('-', '')].join(':'))
    .digest('hex')

/** A row: `YYYY-MM-DD HH:MM:SS` and the close. */
export const row = (time: string, close = 11): string => `${time}+05:30,10,20,5,${close},100`

/** Text of a file of these rows. */
export const fileOf = (...rows: readonly string[]): string =>
  `${[',date,open,high,low,close,volume', ...rows.map((line, index) => `${index},${line}`)].join('\n')}\n`

/** Rows of every bar of so many minutes in the sessions from one date to another; of 0 minutes, daily bars. */
export const barsBetween = (from: string, to: string, minutes: number): readonly string[] =>
  nse.sessionsBetween(from, to).flatMap(({ date }) => {
    if (minutes === 0) return [row(`${date} 00:00:00`)]
    return Array.from({ length: Math.ceil(375 / minutes) }, (_, index) => {
      const at = 555 + index * minutes
      const [hours, rest] = [Math.floor(at / 60), at % 60]
      return row(`${date} ${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}:00`)
    })
  })
