import { type ScalpingDay, ScalpingExitReason, type ScalpingSummary } from '@fyntrix/domain/scalping'

type Mean = 'meanGrossReturn' | 'meanNetReturn' | 'meanHoldMinutes'

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The exits of several dates together: means of all exits, not of days. Null where there are none. */
export const summaryOf = (days: readonly ScalpingDay[]): ScalpingSummary => {
  const count = (name: 'exits' | 'wins' | 'losses' | 'flat') => sum(days.map((day) => day[name]))
  const exits = count('exits')
  const mean = (name: Mean) => (exits === 0 ? null : sum(days.map((day) => (day[name] ?? 0) * day.exits)) / exits)
  const reasons = ScalpingExitReason.options.flatMap((reason) => {
    const told = sum(days.map((day) => day.reasons[reason] ?? 0))
    return told === 0 ? [] : [[reason, told] as const]
  })
  return {
    exits,
    wins: count('wins'),
    losses: count('losses'),
    flat: count('flat'),
    winRate: exits === 0 ? null : count('wins') / exits,
    meanGrossReturn: mean('meanGrossReturn'),
    meanNetReturn: mean('meanNetReturn'),
    meanHoldMinutes: mean('meanHoldMinutes'),
    reasons: Object.fromEntries(reasons),
  }
}
