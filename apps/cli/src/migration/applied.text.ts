import type { Applied, AppliedTable } from '@fyntrix/migration'
import { styled, table } from '../shared/output.ts'
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
  number(quarantined),
  seconds(elapsedMs),
]

const filesHead = ['files', 'number', 'what became of them']
const fileRows = ({ files }: Applied): string[][] =>
  files.became.map(({ kind, became, files: n }) => [kind, number(n), became])

const changed = ({ tables, files }: Applied): number =>
  tables.reduce((sum, { added, replaced }) => sum + added + replaced, 0) + files.changed

/** What was done, for people. */
export const appliedText = (applied: Applied): string =>
  [
    table(head, applied.tables.map(rowOf), [2, 3, 4, 5, 6]),
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
    ...(applied.files.files === 0 ? [] : [section('Files', markdownTable(filesHead, fileRows(applied)))]),
    ...(applied.problems.length === 0 ? [] : [section('To know of', bullets(problemItems(applied.problems)))]),
  ])
