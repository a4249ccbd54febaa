import type { Plan } from '@fyntrix/migration'
import { styled, table } from '../shared/output.ts'
import { number, problemLines } from './problems.text.ts'

/** What is going to be done, for people. */
export const planText = ({ root, tables, candles, files, values, unread, hash }: Plan): string =>
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
    ...(unread.length === 0 ? [] : [problemLines('not imported', unread), '']),
    `${styled('bold', 'plan')} ${hash}`,
    `next: ./fyntrix migrate apply ${root} --plan ${hash}`,
  ].join('\n')
