import { describe, expect, test } from 'vitest'
import { dateOfDay, dayNumber, istDay } from '../ist.ts'
import { nse } from '../nse.ts'
import { readCsvFolder, readJson, withoutSharedData } from '../testing/shared-data.ts'
import { type DayRows, findDifferences } from './compare.ts'
import { zerodhaDifferences } from './known-differences.ts'

type Bar = { readonly instant: number; readonly volume: number }

/** Bars of each file, by the interval that the cache's metadata gives for it; files without metadata are left out. */
function readCache(): { interval: string; bars: Bar[] }[] {
  const metadata = new Map(Object.entries(readJson('legacy/stock-analyzer/cache/cache_metadata.json') ?? {}))
  return readCsvFolder('legacy/stock-analyzer/cache').flatMap(({ name, header, rows }) => {
    const entry: unknown = metadata.get(name)
    if (typeof entry !== 'object' || entry === null || !('interval' in entry)) return []
    const date = header.indexOf('date')
    const volume = header.indexOf('volume')
    return {
      interval: String(entry.interval),
      bars: rows.map((cells) => ({ instant: Date.parse(cells[date] ?? ''), volume: Number(cells[volume]) })),
    }
  })
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

describe.skipIf(withoutSharedData)('Zerodha cache', () => {
  const files = withoutSharedData ? [] : readCache()
  const daily = files.filter(({ interval }) => interval === 'day')

  test('has daily bars on exactly the sessions from 2020-08-31 to 2025-09-05 except the listed differences', () => {
    const recorded = new Map<number, number>()
    for (const { instant } of daily.flatMap(({ bars }) => bars)) {
      recorded.set(istDay(instant), (recorded.get(istDay(instant)) ?? 0) + 1)
    }
    const days = new Map<string, DayRows>(
      [...recorded].map(([day, rows]) => [dateOfDay(day), { rows, traded: rows, flat: 0 }]),
    )
    const dates = [...days.keys()].sort()
    expect([dates.length, dates[0], dates.at(-1)]).toEqual([1247, '2020-08-31', '2025-09-05'])
    const differences = findDifferences(nse, days, '2020-08-31', '2025-09-05')
    expect(differences).toEqual(zerodhaDifferences.map(({ date, kind }) => ({ date, kind })))
  })

  test.for([
    ['minute', 1],
    ['5minute', 5],
    ['15minute', 15],
    ['30minute', 30],
    ['60minute', 60],
  ] as const)('%s bars start exactly at the interval starts of their session', ([interval, minutes]) => {
    const starts = new Map<number, Set<number>>()
    const complete = new Set<number>()
    for (const { bars } of files.filter((file) => file.interval === interval)) {
      const days = bars.map(({ instant }) => istDay(instant))
      for (const [position, { instant }] of bars.entries()) {
        const day = days[position] ?? Number.NaN
        starts.set(day, (starts.get(day) ?? new Set()).add(instant))
        // the first and last day of a file may be cut
        if (day !== days[0] && day !== days.at(-1)) complete.add(day)
      }
    }
    expect(complete.size).toBeGreaterThan(20)
    const differing = [...complete].map(dateOfDay).filter((date) => {
      const recorded = [...(starts.get(dayNumber(date)) ?? [])].sort((a, b) => a - b)
      return recorded.join() !== nse.intervalStarts(date, minutes).join()
    })
    expect(differing).toEqual([])
  })

  test('shows a full day of volume on Saturday 2024-01-20 and short sessions on the two drills', () => {
    // share of the median of the 20 bars before, median over the instruments
    const shareOn = (date: string) => {
      const day = dayNumber(date)
      return median(
        daily.flatMap(({ bars }) => {
          const position = bars.findIndex(({ instant }) => istDay(instant) === day)
          const usual = median(bars.slice(Math.max(0, position - 20), position).map(({ volume }) => volume))
          return position >= 10 && usual > 0 ? (bars[position]?.volume ?? 0) / usual : []
        }),
      )
    }
    expect(shareOn('2024-01-20')).toBeGreaterThan(0.5)
    expect(shareOn('2024-03-02')).toBeLessThan(0.1)
    expect(shareOn('2024-05-18')).toBeLessThan(0.1)
  })
})
