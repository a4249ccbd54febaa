import type { Price } from '@fyntrix/domain/llm-costs'
import type { ConditionalPrice } from '@pydantic/genai-prices'

/** When a price of the price data stands. */
export interface Condition extends Pick<Price, 'effectiveFrom' | 'daily'> {
  readonly holds: (at: Date) => boolean
}

const secondsOfDay = 86_400
const pattern = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|([+-])(\d{2}):(\d{2}))$/

/** Seconds since midnight UTC of a time with its offset. Throws where it is none. */
const secondsOf = (time: string): number => {
  const found = pattern.exec(time)
  if (!found) throw new Error(`the price data have a time that is none: ${time}`)
  const [hour = 0, minute = 0, second = 0] = found.slice(1, 4).map(Number)
  const offset = (Number(found[5] ?? 0) * 60 + Number(found[6] ?? 0)) * 60
  const local = (hour * 60 + minute) * 60 + second
  return (local + (found[4] === '-' ? offset : -offset) + secondsOfDay) % secondsOfDay
}

const clock = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(11, 16)

/** The condition of a price: none, from a date on (UTC), or between two times of each day, the second exclusive, and over midnight where it is the earlier one. */
export const conditionOf = ({ constraint }: ConditionalPrice): Condition => {
  if (constraint === undefined) return { holds: () => true, effectiveFrom: null, daily: null }
  if (constraint.type === 'start_date') {
    const from = new Date(constraint.start_date)
    return { holds: (at) => at >= from, effectiveFrom: from.toISOString(), daily: null }
  }
  const [begin, end] = [secondsOf(constraint.start_time), secondsOf(constraint.end_time)]
  return {
    holds(at) {
      const now = (at.getTime() / 1_000) % secondsOfDay
      return begin <= end ? begin <= now && now < end : now >= begin || now < end
    },
    effectiveFrom: null,
    daily: { from: clock(begin), to: clock(end) },
  }
}
