import { table } from '../../shared/output.ts'
import { machineText } from '../shared/machine.ts'
import type { StoreFigure, StoresReport } from './stores.bench.ts'

const times = (value: number): string => `${value < 0.095 ? value.toFixed(3) : value.toFixed(value < 10 ? 2 : 0)}×`
const ms = (value: number): string =>
  value < 1 ? `${(value * 1_000).toPrecision(3)} µs` : `${value.toPrecision(3)} ms`
const crowd = (processes: number): string => `${processes} ${processes === 1 ? 'process' : 'processes'}`

const figureTable = (figures: readonly StoreFigure[]): string =>
  table(
    ['operation', 'by', 'store', 'calls/s', 'p50', 'p99', '× SQLite', '× files'],
    figures.map((figure, i) => {
      const first = figures[i - 1]?.operation !== figure.operation
      return [
        first ? figure.operation : '',
        first ? crowd(figure.processes) : '',
        figure.store,
        Math.round(figure.perSecond).toLocaleString('en-IN'),
        ms(figure.p50Ms),
        ms(figure.p99Ms),
        times(figure.timesSqlite),
        times(figure.timesFiles),
      ]
    }),
    [3, 4, 5, 6, 7],
  )

const claimed = 10

/** Whether a store is ten times as fast, for each operation and number of processes, in words made from the figures alone. */
const verdictOn = (store: string, figures: readonly StoreFigure[]): string[] => {
  const own = figures.filter((figure) => figure.store === store)
  const against = (other: string, ratio: (figure: StoreFigure) => number) => {
    const ratios = own.map(ratio)
    const holds = own.filter((figure) => ratio(figure) >= claimed)
    const slower = own.filter((figure) => ratio(figure) < 1)
    const named = (some: readonly StoreFigure[]) =>
      some.map((figure) => `${figure.operation} by ${figure.processes} (${times(ratio(figure))})`).join('; ')
    return [
      `  against ${other}: ${times(Math.min(...ratios))} to ${times(Math.max(...ratios))}; ten times as fast in ${holds.length} of ${own.length}${holds.length > 0 ? `: ${named(holds)}` : ''}`,
      ...(slower.length > 0 ? [`    slower than ${other}: ${named(slower)}`] : []),
    ]
  }
  return [
    `${store}:`,
    ...against('SQLite', (figure) => figure.timesSqlite),
    ...against('files', (figure) => figure.timesFiles),
  ]
}

/** The report for people, with what it says about the claim of the seeds. */
export const storesReportText = ({ rounds, machine, stores, figures }: StoresReport): string => {
  const redis = figures.filter(({ store }) => store === 'Redis')
  const holds = redis.every(({ timesSqlite, timesFiles }) => timesSqlite >= claimed && timesFiles >= claimed)
  const never = redis.every(({ timesSqlite, timesFiles }) => timesSqlite < claimed && timesFiles < claimed)
  return [
    machineText(machine),
    `medians of ${rounds} rounds, all cases in turn in each`,
    ...stores.map(({ name, configured }) => `${name}: ${configured}`),
    '',
    figureTable(figures),
    '',
    `The seeds say that Redis is "10-100x faster than file/SQLite". Measured here, that ${holds ? 'holds' : never ? 'holds for no operation' : 'holds for some operations only'}.`,
    ...['Redis', 'fyntrix, Redis only', 'fyntrix'].flatMap((store) => verdictOn(store, figures)),
  ].join('\n')
}
