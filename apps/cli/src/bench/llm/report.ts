import { styled, table } from '../../shared/output.ts'
import { machineText } from '../shared/machine.ts'
import type { LlmBenchReport } from './llm.bench.ts'

const limits: Readonly<Record<number, string>> = {
  1: 'p50 ≤ 3, p99 ≤ 10',
  4: 'p50 ≤ 3, p99 ≤ 10',
  64: '≥ 500 a second',
}

const isMet = ({ callers, p50Ms, p99Ms, perSecond }: LlmBenchReport['steps'][number]): boolean =>
  callers > 4 ? perSecond >= 500 : p50Ms <= 3 && p99Ms <= 10

const verdict = (met: boolean): string => (met ? styled('green', 'met') : styled('red', 'missed'))

/** What was measured, for people. */
export const llmReportText = ({ steps, rows, generatedInSeconds, questions, machine }: LlmBenchReport): string =>
  [
    machineText(machine),
    '',
    table(
      ['against one budget', 'callers', 'p50 ms', 'p99 ms', 'a second', 'limit', ''],
      steps.map((one) => {
        const ours = one.name.startsWith('reserve')
        return [
          ours ? one.name : `${one.name} (floor)`,
          String(one.callers),
          one.p50Ms.toFixed(2),
          one.p99Ms.toFixed(2),
          one.perSecond.toFixed(0),
          ours ? (limits[one.callers] ?? '') : '',
          ours ? verdict(isMet(one)) : '',
        ]
      }),
      [1, 2, 3, 4],
    ),
    '',
    `${rows.toLocaleString('en-IN')} calls, made up in ${generatedInSeconds.toFixed(0)} s`,
    table(
      ['question', 'median ms', 'limit', ''],
      questions.map(({ name, p50Ms, limitMs, met }) => [name, p50Ms.toFixed(1), String(limitMs), verdict(met)]),
      [1, 2],
    ),
  ].join('\n')
