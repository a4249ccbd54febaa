import { describe, expect, test } from 'vitest'
import { nse } from '../nse.ts'
import { readCsvFolder, withoutSharedData } from '../testing/shared-data.ts'
import { type DayRows, findDifferences } from './compare.ts'
import { nseDailyDifferences } from './known-differences.ts'

/** Counts the rows of the daily files by date; blank prices count as a row that is neither traded nor flat. */
function readDays(): Map<string, DayRows> {
  const days = new Map<string, { rows: number; traded: number; flat: number }>()
  for (const { header, rows } of readCsvFolder('market/nse-daily')) {
    const column = new Map(header.map((name, position) => [name, position]))
    for (const cells of rows) {
      const [date = '', open, high, low, close, volume] = ['Date', 'Open', 'High', 'Low', 'Close', 'Volume'].map(
        (name) => cells[column.get(name) ?? -1],
      )
      const day = days.get(date) ?? { rows: 0, traded: 0, flat: 0 }
      days.set(date, day)
      day.rows++
      if (!open || !close) continue
      if (Number(volume) === 0 && open === high && open === low && open === close) day.flat++
      else day.traded++
    }
  }
  return days
}

describe.skipIf(withoutSharedData)('daily files nse-daily', () => {
  test('agree with the calendar on every day from 2016-07-11 to 2026-07-10 except the listed differences', () => {
    const differences = findDifferences(nse, readDays(), '2016-07-11', '2026-07-10')
    expect(differences).toEqual(nseDailyDifferences.map(({ date, kind }) => ({ date, kind })))
  })
})
