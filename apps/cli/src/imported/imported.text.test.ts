import type { ImportedPerformance } from '@fyntrix/domain/imported'
import { expect, test } from 'vitest'
import { performanceText, recommendationsText } from './imported.text.ts'
import { parseDocumentPlace, parseQuarantinePlace } from './places.ts'
import { documentsText, quarantineText, rowsText } from './raw.text.ts'

const excluded = { rows: 43, codes: { 'no-price': 43 }, runCodes: { 'no-price': 13, 'impossible-level': 21 } }
const leftOut = `43 left out as suspect (their own no-price 43; their runs' impossible-level 21, no-price 13)`

test('people are told how many recommendations were left out and why, also where none is left', () => {
  const page = recommendationsText({ recommendations: [], excluded })
  expect(page).toContain('no recommendation fits')
  expect(page).toContain(leftOut)
})

test('performance of nothing shows its reason, and every count that is not zero', () => {
  const performance: ImportedPerformance = {
    by: 'mode',
    includeSuspect: false,
    groups: [],
    reason: 'nothing was evaluated',
    counts: {
      recommendations: 45,
      measured: 0,
      unevaluated: 43,
      excluded: 0,
      withoutReturn: 2,
      undated: 0,
      unknownMode: 0,
    },
    excluded,
    warnings: ['as recorded'],
  }
  const text = performanceText(performance)
  expect(text).toContain('45 recommendations: 0 measured, 43 unevaluated, 2 evaluated without a return\n')
  for (const part of [leftOut, 'nothing was evaluated', 'note: as recorded']) expect(text).toContain(part)
})

test('rows show the columns in which one has something, also what no number of JSON is, and items their beginning', () => {
  const row = { externalId: 'a', lane: 'imported' as const, original: null, place: 'x.db#pick_events row 7' }
  const text = rowsText([
    {
      ...row,
      suspect: ['not-finite'],
      notNumbers: { score: 'NaN' },
      cells: { symbol: 'INFY', score: null, notes: null, signal_ts_original: 'x' },
    },
    { ...row, suspect: [], notNumbers: {}, cells: { symbol: null, score: 1.5, notes: null, signal_ts_original: null } },
  ]).split('\n')
  expect(text.map((line) => line.trimEnd().split(/ {2,}/))).toEqual([
    ['symbol', 'score', 'suspect', 'place'],
    ['INFY', 'NaN', 'not-finite', row.place],
    ['–', '1.5', row.place],
    ["next page: --after 'a'"],
  ])
  const items = documentsText([
    {
      path: 'e.jsonl',
      item: -3,
      lane: 'imported',
      kind: 'event',
      symbol: null,
      gone: true,
      at: null,
      suspect: [],
      body: `{\n${'x'.repeat(99)}`,
    },
  ])
  expect(items).toContain(`{ ${'x'.repeat(77)}…`)
  expect(items).toContain("--after 'e.jsonl -3'")
  expect(items).toContain('e.jsonl -3, gone there')
  const aside = { path: "a'b.db", table: 'pick_events', row: '7', reason: 'no-symbol', detail: 'x', quarantinedAt: '' }
  const rejects = quarantineText([{ ...aside, cells: 'y'.repeat(99) }])
  expect(rejects).toContain(`no-symbol  x              ${'y'.repeat(27)}…  a'b.db#pick_events 7`)
  expect(rejects).toContain("--after 'a'\\''b.db#pick_events 7'")
  expect([rowsText([]), documentsText([]), quarantineText([])]).toEqual([
    'no row fits',
    'no item fits',
    'nothing that fits stands in quarantine',
  ])
})

test('places are read as they are printed, and nothing else is', () => {
  expect(parseDocumentPlace('a b.jsonl 12')).toEqual({ path: 'a b.jsonl', item: 12 })
  expect(parseQuarantinePlace('a#b.db#pick_events -1')).toEqual({ path: 'a#b.db', table: 'pick_events', row: '-1' })
  expect(parseQuarantinePlace('redis:x# 0')).toEqual({ path: 'redis:x', table: '', row: '0' })
  expect(() => parseDocumentPlace('a.jsonl')).toThrow('a file and a number')
  expect(() => parseQuarantinePlace('a.db 12')).toThrow('a place as it is printed')
})
