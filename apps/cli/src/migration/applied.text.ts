import type { Applied, AppliedTable } from '@fyntrix/migration'
import { styled, table } from '../shared/output.ts'
import { appliedDocumentLines, appliedDocumentSections } from './documents.text.ts'
import { bullets, markdown, markdownTable, section } from './markdown.ts'
import { number, problemItems, problemLines } from './problems.text.ts'

const head = ['database', 'table', 'added', 'changed', 'gone there', 'quarantined', 'seconds']
const seconds = (ms: number): string => (ms / 1_000).toFixed(1)
const rowOf = ({ path, table: name, added, replaced, deleted, quarantined, elapsedMs }: AppliedTable): string[] => [
  path,
  name,
  number(added),
  number(replaced),
  number(deleted),
  number(quarantined.reduce((sum, { rows }) => sum + rows, 0)),
  seconds(elapsedMs),
]

const filesHead = ['files', 'number', 'what became of them']
const fileRows = ({ files }: Applied): string[][] =>
  files.became.map(({ kind, became, files: n }) => [kind, number(n), became])

const candlesHead = ['candle cache', 'rows', 'bars', 'new', 'recovered files', 'disagreements', 'provisional', 'rows/s']
const candleRows = ({ candles }: Applied): string[][] =>
  candles.map(({ folder, cache, stored }) => [
    folder === '' ? '.' : folder,
    number(cache.rows),
    number(cache.bars),
    number(stored.inserted + stored.newVersions),
    number(cache.recovered.length),
    number(cache.disagreements.bars),
    number(cache.provisional.bars),
    number(Math.round((cache.rows / stored.elapsedMs) * 1_000)),
  ])

const valuesLine = ({ values }: Applied): string =>
  values === null
    ? ''
    : `values: ${number(values.read)} read, ${number(values.moved)} moved, ${number(values.unchanged)} here already, ${number(values.kept.length)} kept back, ${number(
        values.expired.length,
      )} over, ${number(values.quarantined.length)} in quarantine, ${number(values.left.reduce((sum, left) => sum + left.values, 0))} not for Redis`

const changed = ({ tables, candles, documents, files, values }: Applied): number =>
  tables.reduce((sum, { added, replaced }) => sum + added + replaced, 0) +
  candles.reduce((sum, { stored }) => sum + stored.inserted + stored.newVersions, 0) +
  documents.reduce((sum, { added, replaced }) => sum + added + replaced, 0) +
  files.changed +
  (values?.moved ?? 0)

/** Files that only their names explained, and bars of which copies disagree, a line each. */
const candleDetails = ({ candles }: Applied): string[] =>
  candles.flatMap(({ cache: { recovered, disagreements } }) => [
    ...recovered.map(
      ({ file, symbol, interval, from, to, rows }) =>
        `\`${file}\` was ${symbol}, ${interval}, ${from} to ${to}: ${number(rows)} rows`,
    ),
    ...disagreements.list.map(
      ({ symbol, interval, ts, fields, winner, losers, ambiguous }) =>
        `${symbol}, ${interval}, ${new Date(ts).toISOString()}: ${fields.join(', ')} by ${winner}, not ${losers
          .map(({ file, why }) => `${file} (${why})`)
          .join(', ')}${ambiguous ? '; no rule tells' : ''}`,
    ),
  ])

/** From where an installation was moved, and what lies there still. */
const movedLines = ({ root, moved }: Applied): string[] => {
  if (moved === null) return []
  const { from, left } = moved
  const lie = left.length === 1 ? '1 database lies' : `${left.length} databases lie`
  return [
    `The home knows ${from} as ${root} from now on, and refuses the old path.`,
    ...(left.length === 0 ? [] : [`${lie} there too (${left.join(', ')}): what is written there is not imported.`]),
  ]
}

/** What was done, for people. */
export const appliedText = (applied: Applied): string =>
  [
    ...movedLines(applied),
    ...(applied.moved === null ? [] : ['']),
    table(head, applied.tables.map(rowOf), [2, 3, 4, 5, 6]),
    ...(applied.candles.length === 0 ? [] : ['', table(candlesHead, candleRows(applied), [1, 2, 3, 4, 5, 6, 7])]),
    ...appliedDocumentLines(applied.documents),
    ...(applied.values === null ? [] : ['', valuesLine(applied)]),
    ...(applied.files.files === 0 ? [] : ['', table(filesHead, fileRows(applied), [1])]),
    '',
    changed(applied) === 0 ? 'Nothing was changed: all of it was here already.' : styled('green', 'Imported.'),
    ...(applied.problems.length === 0 ? [] : ['', problemLines('to know of', applied.problems)]),
    '',
    `next: ./fyntrix migrate verify ${applied.root}`,
  ].join('\n')

/** The same as a report in Markdown, with every coercion. */
export const appliedReport = (applied: Applied, at: Date): string =>
  markdown(`Import of ${applied.root}`, [
    `At ${at.toISOString()}, by plan ${applied.hash}.\n`,
    ...(applied.moved === null ? [] : [section('Moved', ...movedLines(applied))]),
    section('Tables', markdownTable(head, applied.tables.map(rowOf))),
    section(
      'How cells were read',
      'Over all times that it was applied. `read`, `stored` and `quarantined` count rows, the others cells.',
      markdownTable(
        ['table', 'what', 'how often'],
        applied.tables.flatMap(({ path, table: name, counts }) =>
          Object.entries(counts).map(([what, n]) => [`${path}#${name}`, what, number(n)]),
        ),
      ),
    ),
    ...(applied.candles.length === 0
      ? []
      : [section('Candles', markdownTable(candlesHead, candleRows(applied)), bullets(candleDetails(applied)))]),
    ...appliedDocumentSections(applied.documents),
    ...(applied.values === null ? [] : [section('Redis', valuesLine(applied))]),
    ...(applied.files.files === 0 ? [] : [section('Files', markdownTable(filesHead, fileRows(applied)))]),
    ...(applied.problems.length === 0 ? [] : [section('To know of', bullets(problemItems(applied.problems)))]),
  ])
