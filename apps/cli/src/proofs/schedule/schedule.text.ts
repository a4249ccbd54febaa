import { table } from '../../shared/output.ts'
import { number, verdict } from '../verdict.text.ts'
import type { OutageReport } from './outage.proof.ts'
import type { ScheduleReport } from './schedule.proof.ts'

/** What was lived through, and whether the ledger accounts for it. */
export const scheduleText = (report: ScheduleReport): string => {
  const { simulated: all, processes } = report
  return [
    `${report.weeks} weeks and ${report.years} years (seed ${report.seed}) in ${Math.round(report.livedSeconds)} s: ${number(all.nominal)} nominal times, ${number(all.attempts)} attempts, ${number(all.refused)} effects refused;`,
    `${number(all.kills)} kills, ${number(all.stalls)} daemons stalled beyond their leases, ${number(all.outages)} outages of PostgreSQL or Redis, ${number(all.jumps)} jumps of the clock.`,
    table(
      ['became', 'nominal times'],
      Object.entries(report.byState)
        .toSorted(([, a], [, b]) => b - a)
        .map(([state, n]) => [state, number(n)]),
      [1],
    ),
    `${processes.kills} real processes killed in ${Math.round(report.seconds - report.livedSeconds)} s more, ${processes.amid} of them while something ran: ${number(processes.nominal)} nominal times.`,
    verdict(
      report.broken,
      'Each nominal time is accounted for; none had its effect twice, and nothing stale was written.',
    ),
  ].join('\n')
}

/** How a fleet came back. */
export const outageText = (report: OutageReport): string =>
  [
    `${report.jobs} jobs, ${report.hours} h away: ${number(report.missed)} nominal times missed, ${report.ran} caught up, ${number(report.superseded)} superseded;`,
    `at most ${report.mostAtOnce} at a time, begun in ${report.moments} different seconds, ${report.firstAfter} to ${report.lastAfter} s after the end.`,
    verdict(report.broken, 'No stampede: each job caught up its latest time at most.'),
  ].join('\n')
