import type { DayReport } from '@fyntrix/services/jobs'
import { exchangeTime } from './exchange-time.ts'
import { historyText } from './jobs.text.ts'

/** What became of how many, the most frequent first. */
const counted = ({ occurrences }: DayReport): string => {
  const counts = new Map<string, number>()
  for (const { state, reason } of occurrences) {
    const became = reason === null ? state : `${state} ${reason}`
    counts.set(became, (counts.get(became) ?? 0) + 1)
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([became, n]) => `${n} ${became}`)
    .join(', ')
}

const sessionText = ({ date, session }: DayReport): string => {
  if (session === null) return `${date}: the exchange was closed`
  const [open, close] = [session.open, session.close].map((at) => exchangeTime(new Date(at).toISOString()))
  return `${date}: ${session.kind} session, ${open} to ${close}`
}

/** The ledger of a day, times in Asia/Kolkata. */
export const dayText = (report: DayReport): string => {
  const { occurrences, nominal } = report
  const complete = occurrences.length === nominal ? 'each has its entry' : `only ${occurrences.length} have an entry`
  return [
    historyText({ occurrences: [...occurrences], next: null }),
    sessionText(report),
    `${nominal} nominal times, ${complete}: ${counted(report)}`,
  ].join('\n')
}
