import type { Fault } from '../fault.ts'
import { isBlank, readNumber, readVolume } from './cells.ts'

/** One bar while it is read. A single object is filled again and again: a series has up to millions of rows. */
export interface Bar {
  /** Start, epoch ms UTC. */
  ts: number
  /** Exchange date, days since 1970-01-01. */
  day: number
  open: number
  high: number
  low: number
  close: number
  volume: number
  /** When the bar could be known, epoch ms. */
  knownAt: number
  /** 1 where the bar may still change. */
  provisional: 0 | 1
}

/** A bar to be filled. */
export const blankBar = (): Bar => ({
  ts: 0,
  day: 0,
  open: 0,
  high: 0,
  low: 0,
  close: 0,
  volume: 0,
  knownAt: 0,
  provisional: 0,
})

/**
 * How far open and close may stick out of low..high, relative to the price, before a bar is impossible. The daily files
 * print float32 values after the vendor's adjustment; rounding to float32 moves a price by up to 6e-8 of itself, two
 * prices apart by up to 1.2e-7. A tick of ₹0.05 is more than the tolerance below ₹50,000, so an error of one tick is found there.
 */
export const priceTolerance = 1e-6

/** Reads the price and volume cells into `bar`; the fault if one cannot be read or together they cannot be true. */
export const readPrices = (
  bar: Bar,
  open: string | undefined,
  high: string | undefined,
  low: string | undefined,
  close: string | undefined,
  volume: string | undefined,
): Fault | undefined => {
  bar.open = readNumber(open)
  bar.high = readNumber(high)
  bar.low = readNumber(low)
  bar.close = readNumber(close)
  bar.volume = readVolume(volume)
  // a sum is finite only if all parts are; asking cell by cell is needed only for the rows that fail
  if (Number.isFinite(bar.open + bar.high + bar.low + bar.close + bar.volume)) return impossible(bar)

  const prices = { open, high, low, close }
  const blank = Object.entries(prices).filter(([, cell]) => isBlank(cell))
  if (blank.length > 0) return { reason: 'blank-price', detail: `no ${blank.map(([name]) => name).join(', ')}` }
  const odd = Object.entries(prices).filter(([, cell]) => !Number.isFinite(readNumber(cell)))
  if (odd.length > 0) return { reason: 'unreadable', detail: `not a number: ${odd.map(([name]) => name).join(', ')}` }
  if (Number.isNaN(bar.volume)) return { reason: 'unreadable', detail: 'the volume is not a whole number from 0' }
  return { reason: 'impossible-price', detail: 'prices beyond any market' }
}

/** Why the prices of a bar cannot be true: not above zero, or open or close outside low..high. */
export const impossible = ({ open, high, low, close }: Bar): Fault | undefined => {
  const tolerance = high * priceTolerance
  if (!(open > 0 && high > 0 && low > 0 && close > 0)) {
    return { reason: 'impossible-price', detail: 'a price is not above zero' }
  }
  if (high < low) return { reason: 'impossible-price', detail: 'the high is below the low' }
  if (low - Math.min(open, close) > tolerance) {
    return { reason: 'impossible-price', detail: 'the low is above the open or the close' }
  }
  if (Math.max(open, close) - high > tolerance) {
    return { reason: 'impossible-price', detail: 'the high is below the open or the close' }
  }
  return undefined
}
