import { InvalidDateError } from './errors.ts'

/**
 * The exchange's civil time. India Standard Time is UTC+05:30 all year and has had no daylight saving since 1945, so a
 * fixed offset is exact for every date that this package knows, and needs no time-zone database.
 */
export const istOffsetMs = 330 * 60_000

/** Milliseconds of one civil day. IST has no days of other lengths. */
export const dayMs = 86_400_000

/** Milliseconds of one minute. */
export const minuteMs = 60_000

// four-digit years from 1000: Date.UTC reads years below 100 as 19xx
const datePattern = /^[1-9]\d{3}-\d{2}-\d{2}$/
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/

/** Number of civil days from 1970-01-01 to `date` (`YYYY-MM-DD`). Throws {@link InvalidDateError} for anything else. */
export function dayNumber(date: string): number {
  if (!datePattern.test(date)) throw new InvalidDateError(date)
  const month = digits(date, 5, 7) - 1
  const midnight = Date.UTC(digits(date, 0, 4), month, digits(date, 8, 10))
  // a day or month beyond its bounds rolls over (30 February to 2 March), which always shows in the month
  if (new Date(midnight).getUTCMonth() !== month) throw new InvalidDateError(date)
  return midnight / dayMs
}

/**
 * The date `YYYY-MM-DD` that lies `day` civil days after 1970-01-01: the inverse of {@link dayNumber}. Throws
 * {@link InvalidDateError} where the year has not four digits.
 */
export function dateOfDay(day: number): string {
  const date = new Date(day * dayMs)
  const year = date.getUTCFullYear()
  if (!(year >= 1000 && year <= 9999)) throw new InvalidDateError(`day ${day}`)
  // toISOString takes two to three times as long, and this runs for each of many bars
  return `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`
}

/** Weekday of a day number: 0 is Sunday, 6 is Saturday. */
export function weekday(day: number): number {
  // 1970-01-01 was a Thursday; the second remainder keeps earlier days positive
  return (((day + 4) % 7) + 7) % 7
}

/** True on Saturdays and Sundays. */
export function isWeekend(day: number): boolean {
  return weekday(day) % 6 === 0
}

/** Number of civil days from 1970-01-01 to the IST date in which `instant` (epoch ms) falls. */
export function istDay(instant: number): number {
  return Math.floor((instant + istOffsetMs) / dayMs)
}

/** The IST date `YYYY-MM-DD` in which `instant` (epoch ms) falls. */
export function istDate(instant: number): string {
  return dateOfDay(istDay(instant))
}

/** The IST time of day `HH:MM:SS` of `instant` (epoch ms); milliseconds are cut off. */
export function istTime(instant: number): string {
  return new Date(instant + istOffsetMs).toISOString().slice(11, 19)
}

/** Minutes from midnight of a time of day `HH:MM` (00:00 to 23:59). Throws {@link InvalidDateError} for anything else. */
export function minuteOfDay(time: string): number {
  if (!timePattern.test(time)) throw new InvalidDateError(time)
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** The instant (epoch ms) at which the IST date `date` (`YYYY-MM-DD`) begins. */
export function istMidnight(date: string): number {
  return dayNumber(date) * dayMs - istOffsetMs
}

/** The instant (epoch ms) at which an IST clock shows `time` (`HH:MM`) on `date` (`YYYY-MM-DD`). */
export function atIst(date: string, time: string): number {
  return istMidnight(date) + minuteOfDay(time) * minuteMs
}

/** The number that the digits of `text` from `start` to `end` (exclusive) write; the caller has checked that they are. */
function digits(text: string, start: number, end: number): number {
  let value = 0
  for (let position = start; position < end; position++) value = value * 10 + text.charCodeAt(position) - 48
  return value
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}
