import type { Plan } from '@fyntrix/migration'
import { styled, table } from '../shared/output.ts'
import { number, problemLines } from './problems.text.ts'

/** What is going to be done, for people. */
export const planText = ({ root, tables, files, unread, hash }: Plan): string =>
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
    ...(unread.length === 0 ? [] : [problemLines('not imported', unread), '']),
    `${styled('bold', 'plan')} ${hash}`,
    `next: ./fyntrix migrate apply ${root} --plan ${hash}`,
  ].join('\n')
