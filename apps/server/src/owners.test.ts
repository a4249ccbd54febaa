import { createHash, randomBytes } from 'node:crypto'
import { anotherUser } from '@fyntrix/db/testing'
import { newId } from '@fyntrix/domain/shared'
import { createFyntrix, type FyntrixClient } from '@fyntrix/sdk'
import { expect, test } from 'vitest'
import { testServer } from './testing/index.ts'

const server = await testServer()

/** A client of a user that is not the default one. */
const stranger = async (): Promise<FyntrixClient> => {
  const ours = await server.key('read', 'write')
  const { access } = server.database.repositories()
  const stored = await access.findByPrefix(ours.slice(3, 11))
  if (stored === null) throw new Error('the key that was just made is not there')
  const prefix = randomBytes(4).toString('hex')
  const apiKey = `fx_${prefix}${ours.slice(11)}`
  const hash = createHash('sha256').update(apiKey).digest()
  const userId = await anotherUser(server.env.databaseUrl)
  await access.insertKey({ ...stored, id: newId(new Date()), userId, prefix, hash })
  return createFyntrix({ url: server.url(), apiKey })
}

const [ours, theirs] = [await server.client('read', 'write'), await stranger()]
const place = { contextType: 'session', key: 's1:plan' }

/** All that a user keeps, as the API gives it. */
const keptBy = async (client: FyntrixClient) => ({
  watched: await client.watchlists.list(),
  preferences: await client.preferences.get(),
  remembered: [await client.memory.get(place), await client.memory.list()],
})

test('what one user keeps, another neither sees nor changes, whatever is called', async () => {
  const nothing = await keptBy(theirs)
  await ours.watchlists.addMany({ lines: ['TCS', 'M&M'] })
  await ours.preferences.update({ universe: 'banknifty' })
  await ours.memory.set({ ...place, value: 'ours' })
  const kept = await keptBy(ours)
  expect(await keptBy(theirs)).toEqual(nothing)

  const missing = { code: 'not-found' }
  await expect(theirs.watchlists.update({ symbol: 'TCS', notes: 'x' })).rejects.toMatchObject(missing)
  await expect(theirs.watchlists.remove({ symbol: 'TCS' })).rejects.toMatchObject(missing)
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
