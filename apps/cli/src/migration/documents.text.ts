import type { Applied, Plan, Verified } from '@fyntrix/migration'
import { table } from '../shared/output.ts'
import { markdownTable, section } from './markdown.ts'
import { number } from './problems.text.ts'

const itemsAre: Readonly<Record<Plan['documents'][number]['items'], string>> = {
  lines: 'each line',
  list: 'each item of its list',
  members: 'each of its members',
  whole: 'the whole file',
}

/** Files whose items become rows, for people. */
export const plannedDocumentLines = (documents: Plan['documents']): string[] =>
  documents.length === 0
    ? []
    : [
        table(
          ['files of', 'number', 'bytes', 'a row of imported.documents is'],
          documents.map(({ kind, files, bytes, items }) => [kind, number(files), number(bytes), itemsAre[items]]),
          [1, 2],
        ),
        '',
      ]

const appliedHead = ['items of files', 'files', 'added', 'changed', 'gone there', 'quarantined']
const appliedRows = (documents: Applied['documents']): string[][] =>
  documents.map(({ kind, files, added, replaced, vanished, quarantined }) => [
    kind,
    ...[files, added, replaced, vanished, quarantined].map(number),
  ])

/** What became of items, for people. */
export const appliedDocumentLines = (documents: Applied['documents']): string[] =>
  documents.length === 0 ? [] : ['', table(appliedHead, appliedRows(documents), [1, 2, 3, 4, 5])]

/** The same in Markdown. */
export const appliedDocumentSections = (documents: Applied['documents']): string[] =>
  documents.length === 0 ? [] : [section('Items of files', markdownTable(appliedHead, appliedRows(documents)))]

const verifiedHead = ['items of files', 'files', 'items proved', 'waiting', 'different', 'gone there']
const verifiedRows = (documents: Verified['documents']): string[][] =>
  [...Map.groupBy(documents, ({ kind }) => kind)].map(([kind, all]) => {
    const sum = (of: 'proved' | 'waiting' | 'wrong' | 'vanished' | 'dropped') =>
      all.reduce((total, one) => total + one[of], 0)
    return [
      kind,
      ...[all.length, sum('proved'), sum('waiting'), sum('wrong'), sum('vanished') + sum('dropped')].map(number),
    ]
  })

/** What was proved of items, for people. */
export const verifiedDocumentLines = (documents: Verified['documents']): string[] =>
  documents.length === 0 ? [] : [table(verifiedHead, verifiedRows(documents), [1, 2, 3, 4, 5]), '']

/** The same in Markdown, with the hash of each file. */
export const verifiedDocumentSections = (documents: Verified['documents']): string[] =>
  documents.length === 0
    ? []
    : [
        section(
          'Items of files',
          markdownTable(verifiedHead, verifiedRows(documents)),
          markdownTable(
            ['file', 'items proved', 'SHA-256'],
            documents.map(({ path, proved, hash }) => [path, number(proved), hash]),
          ),
        ),
      ]

/** Where items differ, a line each. */
export const documentDifferences = (documents: Verified['documents']): string[] =>
  documents.flatMap(({ path, differences, waiting, wrong, vanished }) => {
    const unlisted = waiting + wrong + vanished - differences.length
    return [
      ...differences.map(({ item, kind }) => `${path} item ${item}: ${kind}`),
      ...(unlisted > 0 ? [`${path}: ${number(unlisted)} more items`] : []),
    ]
  })
