import type { Verified, VerifiedTable } from '@fyntrix/migration'
import { styled, table } from '../shared/output.ts'
import { documentDifferences, verifiedDocumentLines, verifiedDocumentSections } from './documents.text.ts'
import { bullets, markdown, markdownTable, section } from './markdown.ts'
import { number, problemItems, problemLines } from './problems.text.ts'

const head = ['database', 'table', 'rows proved', 'waiting', 'different', 'sums', 'SHA-256', 'seconds']
const differencesOf = ({ differences, unlisted }: VerifiedTable): number => differences.length + unlisted
const rowOf = (of: VerifiedTable): string[] => [
  of.path,
  of.table,
  number(of.proved),
  number(of.waiting),
  number(differencesOf(of)),
  of.aggregates.length === 0 ? 'equal' : `${of.aggregates.length} differ`,
  of.hash.slice(0, 16),
  (of.elapsedMs / 1_000).toFixed(1),
]

const longest = 60
const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text)

/** Where rows differ, a line a cell. */
const located = ({ tables }: Verified): string[] =>
  tables.flatMap(({ path, table: name, differences, unlisted, aggregates }) => [
    ...differences.flatMap(({ row, kind, cells }) =>
      cells.length === 0
        ? [`${path}#${name} row ${row}: ${kind}`]
        : cells.map(
            ({ column, legacy, kept }) =>
              `${path}#${name} row ${row}, ${column}: ${short(legacy)} there, ${short(kept)} here`,
          ),
    ),
    ...(unlisted > 0 ? [`${path}#${name}: ${number(unlisted)} more rows`] : []),
    ...aggregates.map(
      ({ column, of, legacy, kept }) => `${path}#${name}, ${of} of ${column}: ${legacy} there, ${kept} here`,
    ),
  ])

const candlesHead = [
  'candle cache',
  'rows',
  'bars proved',
  'versions proved',
  'not stored',
  'different',
  'series elsewhere',
]
const candleRows = ({ candles }: Verified): string[][] =>
  candles.map(({ folder, rows, bars, versions, notStored, differing, unexpectedSeries }) => [
    folder === '' ? '.' : folder,
    number(rows),
    number(bars),
    number(versions),
    number(notStored),
    number(differing),
    number(unexpectedSeries.length),
  ])
const candleDifferences = ({ candles }: Verified): string[] =>
  candles.flatMap(({ differences }) =>
    differences.map(
      ({ symbol, interval, ts, version, kind, column, expected, stored }) =>
        `${symbol}, ${interval}, ${new Date(ts).toISOString()}, version ${version}: ${kind}${
          column === null ? '' : ` ${column}, ${String(expected)} there, ${String(stored)} here`
        }`,
    ),
  )

const valuesLine = ({ values }: Verified): string => {
  if (values === null) return ''
  const { read, same, missing, different, times } = values
  const proved = same.unified + same.general + same.levels
  return `values: ${number(read)} read, ${number(proved)} proved by type, value and time, ${number(missing.length)} missing, ${number(different.length)} different, ${number(times.length)} of another time`
}
const valueDifferences = ({ values }: Verified): string[] => [
  ...(values?.missing ?? []).map((place) => `${place}: missing`),
  ...(values?.different ?? []).map(
    ({ place, path, legacy, ours }) => `${place}, ${path}: ${legacy} there, ${ours} here`,
  ),
  ...(values?.times ?? []).map(
    ({ place, legacyMs, oursMs }) => `${place}: ${legacyMs} ms left there, ${oursMs ?? 'no end'} here`,
  ),
]

const differencesIn = (verified: Verified): string[] => [
  ...located(verified),
  ...candleDifferences(verified),
  ...documentDifferences(verified.documents),
  ...valueDifferences(verified),
]

const linksOf = ({ links: { recommendations, linked } }: Verified): string =>
  `${number(linked)} of ${number(recommendations)} recommendations that name a run are linked to one`

/** That nothing was compared, and why; null where all was. */
const notHeldLine = ({ root, homeHolds }: Verified): string | null =>
  homeHolds === null
    ? null
    : `This home holds ${homeHolds}, and nothing of ${root}: nothing was compared. Name that one, or another home by FYNTRIX_HOME; where it was moved, import it with --moved-from.`

/** What was proved, for people. */
export const verifiedText = (verified: Verified): string => {
  const notHeld = notHeldLine(verified)
  if (notHeld !== null) return styled('red', notHeld)
  const differences = differencesIn(verified)
  const { problems, proved: files } = verified.files
  return [
    table(head, verified.tables.map(rowOf), [2, 3, 4, 7]),
    '',
    ...(verified.candles.length === 0 ? [] : [table(candlesHead, candleRows(verified), [1, 2, 3, 4, 5, 6]), '']),
    ...verifiedDocumentLines(verified.documents),
    ...(verified.values === null ? [] : [valuesLine(verified), '']),
    `${number(files)} files proved; ${linksOf(verified)}`,
    '',
    verified.proved ? styled('green', 'Every row and file is proved.') : styled('red', 'Not everything is proved.'),
    ...(differences.length === 0 ? [] : [styled('yellow', 'different:'), ...differences.map((line) => `  ${line}`)]),
    ...(verified.unreadCaches.length === 0 ? [] : [problemLines('candle caches', verified.unreadCaches)]),
    ...(problems.length === 0 ? [] : [problemLines('files', problems)]),
    ...(verified.unread.length === 0 ? [] : [problemLines('not imported', verified.unread)]),
  ].join('\n')
}

/** The same as a report in Markdown. */
export const verifiedReport = (verified: Verified, at: Date): string => {
  const notHeld = notHeldLine(verified)
  if (notHeld !== null) return markdown(`Proof of ${verified.root}`, [`At ${at.toISOString()}. ${notHeld}\n`])
  const differences = differencesIn(verified)
  const { problems, proved: files } = verified.files
  return markdown(`Proof of ${verified.root}`, [
    `At ${at.toISOString()}. ${verified.proved ? 'Every row and file is proved.' : 'Not everything is proved.'}\n`,
    section('Tables', markdownTable(head, verified.tables.map(rowOf)), `${linksOf(verified)}.`),
    ...(verified.candles.length === 0 ? [] : [section('Candles', markdownTable(candlesHead, candleRows(verified)))]),
    ...(verified.unreadCaches.length === 0
      ? []
      : [section('Candle caches that cannot be read', bullets(problemItems(verified.unreadCaches)))]),
    ...verifiedDocumentSections(verified.documents),
    ...(verified.values === null ? [] : [section('Redis', valuesLine(verified))]),
    section('Files', `${number(files)} proved.`, ...(problems.length === 0 ? [] : [bullets(problemItems(problems))])),
    ...(verified.unread.length === 0 ? [] : [section('Not imported', bullets(problemItems(verified.unread)))]),
    ...(differences.length === 0 ? [] : [section('Different', bullets(differences))]),
  ])
}
