import { createFyntrix, type FyntrixClient } from '@fyntrix/sdk'
import { expect, test } from 'vitest'
import { testServer } from './testing/index.ts'

const server = await testServer()

/** A client of a user that is not the default one. */
const stranger = async (): Promise<FyntrixClient> => {
  const { access } = await server.client('admin')
  const user = await access.createUser({ name: 'stranger' })
  const { key } = await access.createKey({ userId: user.id, name: 'theirs', scopes: ['read', 'write'] })
  return createFyntrix({ url: server.url(), apiKey: key ?? '' })
}

const [ours, theirs] = [await server.client('read', 'write'), await stranger()]
const place = { contextType: 'session', key: 's1:plan' }

/** All that a user keeps, as the API gives it. */
const keptBy = async (client: FyntrixClient) => ({
  watched: await client.watchlists.list(),
  preferences: await client.preferences.get(),
  held: [await client.portfolio.fills(), (await client.portfolio.positions()).positions],
  remembered: [await client.memory.get(place), await client.memory.list()],
})

const fill = (externalId: string) =>
  ({
    kind: 'fill',
    externalId,
    symbol: 'TCS',
    product: 'CNC',
    side: 'BUY',
    quantity: 1,
    price: '3000.0000',
    at: '2026-01-09T05:00:00.000Z',
  }) as const

test('what one user keeps, another neither sees nor changes, whatever is called', async () => {
  const nothing = await keptBy(theirs)
  await ours.watchlists.addMany({ lines: ['TCS', 'M&M'] })
  await ours.preferences.update({ universe: 'banknifty' })
  await ours.memory.set({ ...place, value: 'ours' })
  const { accountId } = await ours.portfolio.record({ entries: [fill('ours')] })
  const kept = await keptBy(ours)
  expect(await keptBy(theirs)).toEqual(nothing)

  const missing = { code: 'not-found' }
  await expect(theirs.watchlists.update({ symbol: 'TCS', notes: 'x' })).rejects.toMatchObject(missing)
  await expect(theirs.watchlists.remove({ symbol: 'TCS' })).rejects.toMatchObject(missing)
  for (const question of [
    () => theirs.portfolio.fills({ accountId }),
    () => theirs.portfolio.positions({ accountId }),
    () => theirs.portfolio.latest({ accountId }),
    () => theirs.portfolio.record({ accountId, entries: [fill('forged')] }),
    () => theirs.portfolio.setPlan({ accountId, symbol: 'TCS', product: 'CNC', stopLoss: 1, target: 2 }),
  ])
    await expect(question()).rejects.toMatchObject(missing)
  await theirs.portfolio.record({ entries: [fill('ours')] })
  await theirs.watchlists.clear()
  await theirs.watchlists.add({ symbol: 'TCS', notes: 'theirs' })
  await theirs.preferences.replace({ riskProfile: 'aggressive' })
  await theirs.memory.remove(place)
  await theirs.memory.clear({ contextType: 'session' })
  await theirs.memory.set({ ...place, value: 'theirs' })
  const now = await keptBy(ours)
  expect({ ...now, remembered: now.remembered[1] }).toEqual({ ...kept, remembered: kept.remembered[1] })
  expect(await ours.memory.get(place)).toMatchObject({ value: 'ours' })
  expect(await theirs.memory.get(place)).toMatchObject({ value: 'theirs' })
})
