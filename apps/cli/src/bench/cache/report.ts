import { table } from '../../shared/output.ts'
import { machineText } from '../shared/machine.ts'
import type { CacheReport } from './cache.bench.ts'
import type { Figure } from './figures.ts'

const number = (value: number): string =>
  !Number.isFinite(value)
    ? '–'
    : value >= 100 || Number.isInteger(value)
      ? Math.round(value).toLocaleString('en-IN')
      : value.toPrecision(3)

const times = (value: number | null): string =>
  value === null ? '–' : `${value < 0.095 ? value.toFixed(3) : value.toFixed(2)}×`

const targetOf = ({ target, unit }: Figure): string =>
  target === undefined
    ? ''
    : `≤ ${target.times ? `${target.atMost}× floor` : `${number(target.atMost)} ${unit}`.trim()}`

const verdict = ({ met }: Figure): string => (met === null ? '' : met ? 'met' : 'MISSED')

const kindOf = ({ name, kind }: Figure): string =>
  kind === 'floor' || kind === 'reference' ? `${name} (${kind})` : name

const figureTable = (figures: readonly Figure[]): string =>
  table(
    ['', 'case', 'measure', 'figure', '× floor', '× best peer', 'target', ''],
    figures.map((figure, i) => [
      figure.group === figures[i - 1]?.group ? '' : figure.group,
      kindOf(figure),
      figure.metric,
      `${number(figure.value)} ${figure.unit}`.trim(),
      figure.kind === 'floor' ? '–' : times(figure.timesFloor),
      times(figure.timesBestPeer),
      targetOf(figure),
      verdict(figure),
    ]),
    [3, 4, 5],
  )

/** The report for people. */
export const cacheReportText = ({ rounds, machine, server, ours, libraries, groups: reports }: CacheReport): string => {
  const missed = reports.flatMap(({ figures }) => figures.filter(({ met }) => met === false))
  const judged = reports.flatMap(({ figures }) => figures.filter(({ met }) => met !== null)).length
  return [
    machineText(machine),
    `${server}; medians of ${rounds} rounds, all cases in turn in each`,
    '',
    `fyntrix and bare: ${ours}`,
    ...libraries.map(({ name, versions, configured, lacks }) =>
      [`${name}: ${versions.join(', ')}`, `  ${configured}`, `  lacks: ${lacks.join('; ')}`].join('\n'),
    ),
    ...reports.map(({ title, about, figures, notRun }) =>
      ['', title, about, notRun === undefined ? figureTable(figures) : `not run: ${notRun}`].join('\n'),
    ),
    '',
    `${judged - missed.length} of ${judged} targets met${missed.length > 0 ? '; missed:' : ''}`,
    ...missed.map(
      ({ group, name, metric, value, unit }) => `  ${group}: ${name}, ${metric} ${value.toPrecision(4)} ${unit}`,
    ),
  ].join('\n')
}
