import { defaultUserId } from '@fyntrix/db/access'
import { expect, test } from 'vitest'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { runPortfolioJob } from './index.ts'

// a Friday, amid the session
const asOf = '2026-05-08T06:00:00.000Z'
const { services } = await testServices({ asOf })

test('what a user watches is priced by the monitor of portfolios, with nothing of the list that is not its business', async () => {
  await importSimulatedMarket(services, asOf)
  const [price] = [...(await services.candles.lastPrices(['HDFCBANK'], new Date(asOf))).values()]
  const desiredEntry = Math.round(0.9 * (price?.price ?? 0))
  const plan = { desiredEntry, stopLoss: Math.round(0.8 * desiredEntry), target: Math.round(1.5 * desiredEntry) }
  await services.watchlists.add(defaultUserId, {
    symbol: 'HDFCBANK',
    exchange: 'NSE',
    notes: 'mine',
    timeframe: null,
    ...plan,
  })
  expect(
    await runPortfolioJob(
      { portfolio: services.portfolio, refreshCandles: () => Promise.resolve() },
      { nominal: new Date(asOf) },
    ),
  ).toMatchObject({
    status: 'ran',
  })
  await services.relay.drain()
  const { snapshot, servedFrom } = await services.portfolio.latest(defaultUserId, { kind: 'watchlist' })
  expect(servedFrom).toBe('redis')
  if (snapshot.kind !== 'watchlist') throw new Error('another snapshot was served')
  expect(snapshot.entries).toHaveLength(1)
  expect(snapshot.entries[0]).toMatchObject({ symbol: 'HDFCBANK', currentPrice: price?.price, ...plan })
  expect(Object.keys(snapshot.entries[0] ?? {})).not.toContain('notes')
})
