import type { ReplayReport } from '@fyntrix/services/jobs'
import { styled, table } from '../shared/output.ts'

const listed = (title: string, dates: readonly string[]): string[] =>
  dates.length === 0 ? [] : [`${styled('dim', title)} ${dates.join(', ')}`]

/** A replay for people: what it did, and everything that did not happen with its reason. */
export const replayText = (report: ReplayReport): string => {
  const { outcomes, abstained } = report
  return [
    `${report.sessions} sessions, ${report.runs} runs, ${report.picks} picks`,
    `${outcomes.closed} outcomes told, ${outcomes.unavailable} can not be told; ${report.dashboards} dashboards`,
    ...listed('no session:', report.noSession),
    ...listed('without candles:', report.withoutCandles),
    ...(Object.keys(abstained).length === 0
      ? []
      : [
          '',
          table(
            ['runs', 'no picks because'],
            Object.entries(abstained).map(([reason, count]) => [String(count), reason]),
            [0],
          ),
        ]),
  ].join('\n')
}
