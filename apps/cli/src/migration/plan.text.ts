import type { Plan, PlanSurvey } from '@fyntrix/migration'
import { styled, table } from '../shared/output.ts'
import { plannedDocumentLines } from './documents.text.ts'
import { number, problemLines } from './problems.text.ts'

/** What candle caches and values turned out to hold. */
const surveyLines = ({ candles, unreadCaches, values }: PlanSurvey): string[] => [
  ...candles.flatMap(({ folder, rows, bars, recovered, refused, disagreements }) => [
    `${folder === '' ? '.' : folder}: ${number(rows)} rows of ${number(bars)} bars; ${number(recovered.length)} files known by their names alone, ${number(refused.length)} by nothing; copies of ${number(disagreements.bars)} bars disagree`,
    '',
  ]),
  ...(unreadCaches.length === 0 ? [] : [problemLines('candle caches that cannot be read', unreadCaches), '']),
  ...(values === null
    ? []
    : [
        `values: ${number(values.read)} read, ${number(values.movable.unified + values.movable.general + values.movable.levels)} can be moved, ${number(values.expired.length)} are over, ${number(values.quarantined.length)} would be set aside`,
        '',
      ]),
]

/** What a cut-over would add to the configuration, file by file. */
const configurationLines = ({ files, problems }: Plan['configuration']): string[] => {
  const wanted = files.filter(({ outcome }) => outcome !== 'unchanged')
  if (wanted.length + problems.length === 0) return []
  return [
    styled('bold', 'configuration, which only a cut-over writes'),
    ...wanted.flatMap(({ path, outcome, diff, problems: reasons, notes }) => [
      `  ${path}: ${outcome}`,
      ...[...reasons, ...notes].map((reason) => `    ${reason}`),
      ...(diff === ''
        ? []
        : diff
            .trimEnd()
            .split('\n')
            .map((line) => `    ${line}`)),
    ]),
    ...problems.map(({ place, reason }) => `  ${place === '' ? '.' : place}: ${reason}`),
    '',
  ]
}

/** What is going to be done, for people. */
export const planText = (
  { root, tables, candles, files, documents, values, configuration, unread, hash }: Plan,
  survey: PlanSurvey,
): string =>
  [
    `${root}: nothing was changed`,
    '',
    table(
      ['database', 'table', 'rows', 'lacks', 'kept with the row'],
      tables.map(({ path, table: name, rows, missing, extra }) => [
        path,
        name,
        number(rows),
        missing.join(', '),
        extra.join(', '),
      ]),
      [2],
    ),
    '',
    table(
      ['files', 'number', 'bytes', 'become'],
      files.map(({ kind, files: n, bytes, becomes }) => [kind, number(n), number(bytes), becomes]),
      [1, 2],
    ),
    '',
    ...plannedDocumentLines(documents),
    ...(candles.length === 0
      ? []
      : [
          table(
            ['candle cache', 'files', 'bytes', 'instrument list'],
            candles.map(({ folder, files: n, bytes, instruments }) => [
              folder === '' ? '.' : folder,
              number(n),
              number(bytes),
              instruments ?? 'none: files that the metadata forgot are refused',
            ]),
            [1, 2],
          ),
          '',
        ]),
    ...(values.pickles + values.levels === 0
      ? []
      : [`to Redis: ${number(values.levels)} levels, and the values of ${number(values.pickles)} pickles`, '']),
    ...surveyLines(survey),
    ...configurationLines(configuration),
    ...(unread.length === 0 ? [] : [problemLines('not imported', unread), '']),
    `${styled('bold', 'plan')} ${hash}`,
    `next: ./fyntrix migrate apply ${root} --plan ${hash}`,
  ].join('\n')
