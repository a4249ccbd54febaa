import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { nse } from '../nse.ts'
import { nseDailyDifferences } from './known-differences.ts'

const document = readFileSync(new URL('../../../../docs/features/calendar.md', import.meta.url), 'utf8')

/** The cells of the rows of the document's tables whose first cell matches, trimmed. */
const rowsOf = (first: RegExp) =>
  document
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter(([cell = '']) => first.test(cell))

describe('docs/features/calendar.md', () => {
  test('lists the known differences as they stand in the source', () => {
    const expected = nseDailyDifferences.map(({ date, kind, explanation }) => [date, kind, explanation])
    expect(rowsOf(/^\d{4}-\d{2}-\d{2}$/)).toEqual(expected)
  })

  test('counts the unverified rows of each year as they are', () => {
    const sessions = nse.sessionsBetween(nse.range.first, nse.range.last)
    const years = [...new Set(sessions.map(({ date }) => date.slice(0, 4)))]
    const expected = years.map((year) => {
      const closures = nse.tables.closures.filter(({ date }) => date.startsWith(year))
      const ofYear = sessions.filter(({ date }) => date.startsWith(year))
      const unverified = (rows: readonly { readonly source: string }[]) =>
        rows.filter(({ source }) => source === 'unverified').length
      return [
        year,
        closures.length,
        unverified(closures),
        ofYear.length,
        unverified(ofYear),
        ofYear.filter(({ hoursSource }) => hoursSource === 'unverified').length,
      ].map(String)
    })
    expect(rowsOf(/^\d{4}$/)).toEqual(expected)
  })
})
