import { table } from '../../shared/output.ts'
import { machineText } from '../shared/machine.ts'
import type { ApiFigure, ApiReport } from './api.bench.ts'

const names = {
  fyntrix: 'fyntrix, picks and dashboards',
  trpc: 'tRPC, a procedure that does nothing (floor)',
  fastify: 'Fastify, a route that does nothing (floor)',
} as const

const failuresOf = ({ failures }: ApiFigure): string => {
  const named = Object.entries(failures).map(([code, count]) => `${count} ${code}`)
  return named.length === 0 ? 'none' : named.join(', ')
}

/** What was measured, for people. */
export const apiReportText = ({ clients, seconds, rounds, figures, machine }: ApiReport): string =>
  [
    machineText(machine),
    `${clients} clients of one process, ${seconds} s each in ${rounds} rounds, one server process`,
    '',
    table(
      ['target', 'calls', 'calls/s', 'p50 ms', 'p99 ms', 'failed'],
      figures.map((figure) => [
        names[figure.target],
        figure.calls.toLocaleString('en-IN'),
        Math.round(figure.perSecond).toLocaleString('en-IN'),
        figure.p50Ms.toFixed(1),
        figure.p99Ms.toFixed(1),
        failuresOf(figure),
      ]),
      [1, 2, 3, 4],
    ),
  ].join('\n')
