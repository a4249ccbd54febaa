import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import {
  appliedDocumentLines,
  documentDifferences,
  plannedDocumentLines,
  verifiedDocumentLines,
  verifiedDocumentSections,
} from './documents.text.ts'

const verified = {
  path: 'data/watchlist/watchlist.json',
  kind: 'watchlist entry',
  proved: 3,
  waiting: 1,
  wrong: 1_200,
  vanished: 2,
  dropped: 5,
  differences: [{ item: 7, kind: 'changed' }],
  hash: 'a1',
} as const
const plain = (lines: readonly string[]) => stripVTControlCharacters(lines.join('\n'))

test('people are told what items become, what became of them, and where they differ', () => {
  expect(plain(plannedDocumentLines([{ kind: 'event', files: 2, bytes: 90, items: 'lines' }]))).toMatch(
    /event +2 +90 +each line/,
  )
  const applied = { kind: 'event', files: 2, added: 5, replaced: 4, vanished: 3, quarantined: 1 } as const
  expect(plain(appliedDocumentLines([applied]))).toMatch(/event +2 +5 +4 +3 +1/)
  expect(plain(verifiedDocumentLines([verified, verified]))).toMatch(/watchlist entry +2 +6 +2 +2,400 +14/)
  expect(verifiedDocumentSections([verified]).join('\n')).toContain('| data/watchlist/watchlist.json | 3 | a1 |')
  expect(documentDifferences([verified])).toEqual([
    'data/watchlist/watchlist.json item 7: changed',
    'data/watchlist/watchlist.json: 1,202 more items',
  ])
})

test('of an installation without such files nothing is said', () => {
  expect([plannedDocumentLines([]), appliedDocumentLines([]), verifiedDocumentLines([])].flat()).toEqual([])
})
