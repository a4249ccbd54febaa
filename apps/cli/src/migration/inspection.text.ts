import type { Inspection } from '@fyntrix/migration'
import { styled, table } from '../shared/output.ts'
import { number, problemLines } from './problems.text.ts'

/** What an installation holds, for people. */
export const inspectionText = ({ root, files, databases, pickles, problems }: Inspection): string =>
  [
    `${root}: nothing was changed`,
    '',
    table(
      ['files', 'number', 'bytes'],
      files.map(({ kind, files: count, bytes }) => [kind, number(count), number(bytes)]),
      [1, 2],
    ),
    ...(databases.length === 0
      ? []
      : [
          '',
          table(
            ['database', 'table', 'rows', 'columns', 'cells', 'null'],
            databases.flatMap(({ path, tables }) =>
              tables.map(({ name, rows, columns }) => [
                path,
                name,
                number(rows),
                number(columns.length),
                number(rows * columns.length),
                number(columns.reduce((sum, column) => sum + column.null, 0)),
              ]),
            ),
            [2, 3, 4, 5],
          ),
        ]),
    ...(pickles.length === 0
      ? []
      : [
          '',
          table(
            ['pickle', 'tier', 'holds'],
            pickles.map(({ path, tier, holds }) => [path, tier, holds]),
          ),
        ]),
    '',
    problems.length === 0
      ? styled('green', 'Everything in it can be read.')
      : problemLines(
          `${number(problems.length)} ${problems.length === 1 ? 'thing' : 'things'} to know of before anything is moved`,
          problems,
        ),
  ].join('\n')
