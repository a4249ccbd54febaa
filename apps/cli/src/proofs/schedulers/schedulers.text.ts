import { table } from '../../shared/output.ts'
import { number, verdict } from '../verdict.text.ts'
import type { FencingReport } from './fencing.proof.ts'
import type { Figures } from './figures.ts'
import type { TakeOverReport } from './take-over.proof.ts'

export const fencingText = (report: FencingReport): string =>
  [
    `${number(report.n)} trials on each way (seed ${report.seed}), leases of ${report.leaseMs} ms:`,
    table(
      [
        'way',
        'trials',
        'stale',
        'amid a transaction',
        'amid successor',
        'refused',
        'lost',
        'given up',
        'not stopped',
        's',
      ],
      Object.entries(report.ways).map(([way, one]) => [
        way,
        ...[
          one.trials,
          one.staleWrites,
          one.stopped['amid a transaction'],
          one.amidSuccessor,
          one.refused,
          one.lost,
          one.givenUp,
          one.notStopped,
          one.seconds,
        ].map(number),
      ]),
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ),
    ...Object.entries(report.skipped).map(([way, why]) => `${way}: skipped. ${why}`),
    verdict(report.broken, 'Nothing stale was written; each nominal time had its effect once.'),
  ].join('\n')

const row = (what: string, { count, p50, p99, max }: Figures): string[] => [what, ...[count, p50, p99, max].map(number)]

export const takeOverText = (report: TakeOverReport): string => {
  const { starts } = report
  const problems = [...report.broken, ...report.missed]
  return [
    `${number(report.n)} kills (seed ${report.seed}) in ${number(report.seconds)} s, leases of ${number(report.leaseMs)} ms, ${number(report.drainMs)} ms to end; ms:`,
    table(
      ['from … until', 'count', 'p50', 'p99', 'longest'],
      [
        row('SIGKILL … taken over (p99 ≤ 15,000)', report.killedMs),
        row('SIGTERM … work finished and gone', report.drainedMs),
        row('SIGTERM … given back', report.gaveUpMs),
        row('given back … taken over', report.takenMs),
        row(`due … begun, ${starts.jobs} jobs at once (p99 ≤ 1,000)`, starts.errorMs),
      ],
      [1, 2, 3, 4],
    ),
    verdict(problems, 'In time; whatever was held was done.'),
  ].join('\n')
}
