import { istDate, nse } from '@fyntrix/calendar'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exchangeDays } from '../exchange-days.ts'
import { nseDailyHeader, nseDailyLayout } from '../nse-daily/nse-daily.layout.ts'
import { readBarFile } from './bar-file.ts'

const layout = nseDailyLayout(exchangeDays(nse), new Map())
const read = (lines: readonly string[]) => {
  const file = readBarFile([nseDailyHeader, ...lines, ''].join('\n'), layout)
  if (!file) throw new Error('the header was not known')
  return file
}

const sessions = nse.sessionsBetween('2024-01-01', '2024-12-31').map(({ date }) => date)
const price = fc.float({ min: Math.fround(0.05), max: 100_000, noNaN: true })
const row = fc
  .tuple(fc.constantFrom(...sessions), fc.array(price, { minLength: 4, maxLength: 4 }), fc.nat())
  .map(([date, prices, volume]) => {
    const [low = 0, open = 0, close = 0, high = 0] = prices.toSorted((a, b) => a - b)
    return { date, open, high, low, close, volume, text: `${date},,${close},${high},${low},${open},${volume}` }
  })
const rows = fc.uniqueArray(row, { selector: ({ date }) => date, maxLength: 30 })

test('reads back what was printed, in the order of time', () => {
  fc.assert(
    fc.property(rows, (bars) => {
      const { bars: columns, faults } = read(bars.map(({ text }) => text))
      expect(faults).toEqual([])
      const expected = bars.toSorted((a, b) => (a.date < b.date ? -1 : 1))
      for (const name of ['open', 'high', 'low', 'close', 'volume'] as const) {
        expect([...columns.candles[name]]).toEqual(expected.map((bar) => bar[name]))
      }
      expect([...columns.candles.ts].map((ts) => istDate(ts))).toEqual(expected.map(({ date }) => date))
      expect([...columns.line]).toEqual(expected.map((bar) => bars.indexOf(bar) + 2))
    }),
    { numRuns: 100 },
  )
})

const nasty = fc.constantFrom(...Array.from('0123456789.,-eE"\n\r\0 ;\uFEFF₹😀'), '\uD83D', ',,', '\r\n')

test('no damage throws, and every line is a bar or a fault', () => {
  const damage = fc.record({
    at: fc.nat(),
    length: fc.nat({ max: 20 }),
    text: fc.string({ unit: nasty, maxLength: 12 }),
  })
  fc.assert(
    fc.property(rows, fc.array(damage, { minLength: 1, maxLength: 5 }), (bars, damages) => {
      let body = bars.map(({ text }) => text).join('\n')
      for (const { at, length, text } of damages) {
        const start = at % (body.length + 1)
        body = body.slice(0, start) + text + body.slice(start + length)
      }
      const text = `${nseDailyHeader}\n${body}\n`
      const file = readBarFile(text, layout)
      const seen = [...(file?.bars.line ?? []), ...(file?.faults ?? []).map(({ line }) => line)].sort((a, b) => a - b)
      const lines = text.slice(0, -1).replaceAll('\r\n', '\n').split('\n').length
      expect(seen).toEqual(Array.from({ length: lines - 1 }, (_, index) => index + 2))
    }),
    { numRuns: 300 },
  )
})

const monday = '2024-07-01,,10,11,9,10,5'
const tuesday = '2024-07-02,,11,12,10,11,5'

test('a line that repeats another is a duplicate and the first one stays', () => {
  const { bars, faults } = read([tuesday, monday, tuesday])
  expect([...bars.line]).toEqual([3, 2])
  expect(faults).toEqual([{ line: 4, reason: 'duplicate', detail: 'repeats line 2 about the same bar' }])
})

test('lines that contradict each other about a bar are all set aside', () => {
  const { bars, faults } = read([monday, monday.replace('11', '12'), tuesday])
  expect([...bars.line]).toEqual([4])
  expect(faults.map(({ line, detail }) => [line, detail])).toEqual([
    [2, 'contradicts line 3 about the same bar'],
    [3, 'contradicts line 2 about the same bar'],
  ])
})

test('Windows line ends, a byte order mark and a missing last line break change nothing', () => {
  const plain = readBarFile(`${nseDailyHeader}\n${monday}\n${tuesday}\n`, layout)
  const odd = readBarFile(`\uFEFF${nseDailyHeader}\r\n${monday}\r\n${tuesday}`, layout)
  expect(odd?.bars).toEqual(plain?.bars)
  expect(plain?.bars.line).toHaveLength(2)
})

test('a stray quote spoils its own line only', () => {
  const { bars, faults } = read([monday.replace('10', '"10'), tuesday])
  expect([...bars.line]).toEqual([3])
  expect(faults).toMatchObject([{ line: 2, reason: 'unreadable' }])
})

test('a file with another header is not read', () => {
  expect(readBarFile(`Date,Open\n${monday}\n`, layout)).toBeNull()
  expect(readBarFile('', layout)).toBeNull()
})
