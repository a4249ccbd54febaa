import { z } from 'zod'
import { styled } from '../shared/output.ts'
import type { LiveEvent } from './follow-topics.ts'

const Told = z.object({
  asOf: z.string().optional(),
  universe: z.string().optional(),
  mode: z.string().optional(),
  kind: z.string().optional(),
  period: z.string().optional(),
  alerts: z.array(z.object({ symbol: z.string(), code: z.string(), message: z.string() })).optional(),
})

/** One event as a line for people, an alert a line more. */
export const liveText = ({ topic, seq, event }: LiveEvent): string => {
  const facts = Told.safeParse(event).data ?? {}
  const { asOf, universe, mode, kind, period, alerts = [] } = facts
  const about = [asOf, universe, mode, kind, period].filter((fact) => fact !== undefined).join(' ')
  const count = Array.isArray(event) ? `${event.length} closed` : ''
  const lines = alerts.map(({ symbol, code, message }) => `  ${symbol} ${styled('yellow', code)}: ${message}`)
  return [`${styled('dim', String(seq))} ${topic} ${about}${count}`, ...lines].join('\n')
}
