import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CandleColumns } from '@fyntrix/domain/candles'

const folder = join(
  process.env['FYNTRIX_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'),
  'market/nse-daily',
)

/** Whether a test on real candles has to be left out. Never when FYNTRIX_REQUIRE_DATA=1: then it runs and fails on the missing file. */
export const realDataAbsent = !existsSync(folder) && process.env['FYNTRIX_REQUIRE_DATA'] !== '1'

/** Daily candles of a symbol from the shared files; rows without prices are left out, nothing else is checked. */
export const realCandles = (symbol: string): CandleColumns => {
  const [header = '', ...lines] = readFileSync(join(folder, `${symbol}.csv`), 'utf8')
    .trim()
    .split('\n')
  const names = header.split(',')
  const rows = lines.map((line) => line.split(',')).filter((row) => row.every((cell) => cell !== ''))
  const column = (name: string): Float64Array => {
    const index = names.indexOf(name)
    return Float64Array.from(rows, (row) => Number(row[index]))
  }
  return {
    ts: Float64Array.from(rows, (row) => Date.parse(`${row[0]}T00:00:00+05:30`)),
    open: column('Open'),
    high: column('High'),
    low: column('Low'),
    close: column('Close'),
    volume: column('Volume'),
    provisional: new Uint8Array(rows.length),
  }
}
