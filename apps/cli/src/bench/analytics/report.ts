import { styled, table } from '../../shared/output.ts'
import { machineText } from '../shared/machine.ts'
import type { AnalyticsReport } from './analytics.bench.ts'

const whole = (count: number): string => count.toLocaleString('en-IN')

/** What was measured, for people. */
export const analyticsReportText = ({
  recommendations,
  events,
  generatedInSeconds,
  answers,
  machine,
}: AnalyticsReport): string =>
  [
    machineText(machine),
    `${whole(recommendations)} recommendations, ${whole(events)} events, made up in ${generatedInSeconds.toFixed(0)} s`,
    '',
    table(
      ['question', 'calls', 'median ms', 'p95 ms', 'limit', ''],
      answers.map(({ name, calls, medianMs, p95Ms, limitMs, met }) => [
        name,
        String(calls),
        medianMs.toFixed(1),
        p95Ms.toFixed(1),
        String(limitMs),
        met ? styled('green', 'met') : styled('red', 'missed'),
      ]),
      [1, 2, 3, 4],
    ),
  ].join('\n')
