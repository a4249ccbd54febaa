import { type Calendar, istDate } from '@fyntrix/calendar'
import type { CandleBatch, CandleColumns } from '@fyntrix/domain/candles'
import { barEnd } from './bar-grid.ts'
import { pick, pickCandles } from './csv/bar-columns.ts'
import { dailyKnownAt } from './exchange-days.ts'
import type { CandleProvider } from './provider.ts'

/** the newest copy of each bar, whose copies stand one after the other */
const newestCopies = ({ ts }: CandleColumns): number[] =>
  Array.from(ts, (_, row) => row).filter((row) => ts[row + 1] !== ts[row])

const endsOf = (calendar: Calendar, { interval }: CandleBatch, ts: Float64Array): Float64Array =>
  ts.map((start) => {
    const session = calendar.sessionOn(istDate(start))
    if (session === null) return Number.NaN
    return interval === 'day' ? dailyKnownAt(calendar, session) : barEnd(session, interval, start)
  })

/**
 * A provider's candles as if each bar had been known when it ended, in the newest copy that there is. For replays of sessions from a cache that was filled
 * later: as of the session's instants it would show nothing. What a bar says is not what somebody saw then, so it belongs in no home, and has to be told.
 */
export const knownAtEnd = (provider: CandleProvider, calendar: Calendar): CandleProvider => ({
  ...provider,
  describe: () => `${provider.describe()}, each bar taken as known at its end`,
  async *read(options) {
    for await (const item of provider.read(options)) {
      if (item.kind !== 'batch') {
        yield item
        continue
      }
      const { batch } = item
      const rows = newestCopies(batch.candles)
      const { candles } = batch
      const newest = pickCandles(candles, rows)
      yield {
        kind: 'batch',
        batch: {
          ...batch,
          candles: newest,
          session: Int32Array.from(rows, (row) => batch.session[row] ?? 0),
          cachedAt: pick(batch.cachedAt, rows),
          knownAt: endsOf(calendar, batch, newest.ts),
          repeats: (batch.repeats ?? 0) + candles.ts.length - rows.length,
        },
      }
    }
  },
})
