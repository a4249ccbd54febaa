import { engineConfig, exitsOfPlan, outcomeConfig, standingOf } from '@fyntrix/analysis'
import { nse } from '@fyntrix/calendar'
import { type CandleColumns, candlesOf } from '@fyntrix/domain/candles'
import { ownHorizon } from '@fyntrix/domain/pick-events'
import { expect, test } from 'vitest'
import { holdingFor } from '../pick-events/due.ts'
import { type HandChecked, handChecked, type RealBar, realBars } from './testing/hand-checked.ts'

const columnsOf = (bars: readonly RealBar[]): CandleColumns => {
  const candles = candlesOf(bars.length)
  const prices = [candles.open, candles.high, candles.low, candles.close, candles.volume]
  bars.forEach(({ ts, values }, bar) => {
    candles.ts[bar] = ts
    prices.forEach((column, i) => {
      column[bar] = values[i] ?? Number.NaN
    })
  })
  return candles
}
const at = ({ date }: HandChecked, time: string): number => Date.parse(`${date}T${time}:00+05:30`)

const standing = (one: HandChecked, asOf: number) => {
  const { mode, symbol, direction, signal, stop, target } = one
  const { interval } = engineConfig.modes[mode]
  const own = realBars.filter((bar) => bar.symbol === symbol && bar.interval === interval)
  return standingOf(
    {
      direction,
      holding: holdingFor(nse, { mode, signalAt: at(one, signal), horizon: ownHorizon[mode] }),
      exits: exitsOfPlan({ mode, stop, target }, outcomeConfig),
      candles: columnsOf(own.toSorted((a, b) => a.ts - b.ts)),
      costPct: outcomeConfig.costPct[mode],
    },
    asOf,
    outcomeConfig,
  )
}

test.each(handChecked)('$date $signal $symbol $direction ($mode) leaves by $reason: $because', (one) => {
  const [left, price] = one.exit
  // an exit at the open of the bar that it was entered in is known when that bar has ended
  const told = left === one.entry[0] ? at(one, left) + 5 * 60_000 : at(one, left)
  const found = standing(one, told)
  expect(found).toMatchObject({
    status: 'closed',
    entryAt: at(one, one.entry[0]),
    entryPrice: one.entry[1],
    exitAt: at(one, left),
    exitReason: one.reason === 'EOD' ? 'TIME' : one.reason,
  })
  if (found.status !== 'closed') throw new Error('still held')
  expect(found.exitPrice).toBeCloseTo(price, 4)
  expect(found.netReturnPct).toBeCloseTo(one.netPct, 4)
  expect(standing(one, told - 60_000).status).not.toBe('closed')
})
