import { Id } from '@fyntrix/domain/shared'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { sampleRun, testDatabase } from '../testing/index.ts'

const { database, url } = await testDatabase()
const client = new pg.Client({ connectionString: url })
await client.connect()
afterAll(() => client.end())

const { consumptions } = database.repositories()
const scope = (consumer: string) => ({ consumer, lane: 'live', mode: 'swing', horizon: 'eod' }) as const
const told = async () => {
  const { rows } = await client.query(
    `update pick_outcomes set status = 'unavailable', unavailable_code = 'missing-candle', evaluated_at = now()
     where horizon = 'eod' and status = 'pending' returning id`,
  )
  return rows.map(({ id }) => Id.parse(id)).toSorted()
}

test('outcomes that are more than go into a statement are put down all the same, once for each who learns', async () => {
  const run = sampleRun({ mode: 'swing', symbols: ['INFY', 'TCS', 'SBIN', 'ITC', 'M&M'] })
  await database.transaction(async (tx) => {
    await tx.topPicks.insertRun(run, 1)
    await tx.pickEvents.insertForRun(run)
  })
  const scopes = ['one', 'two'].map(scope)
  expect(await consumptions.enlist(scopes, 3)).toEqual([])
  const outcomes = await told()
  expect(outcomes).toHaveLength(5)
  expect((await consumptions.enlist(scopes, 3)).toSorted()).toEqual(['one', 'two'])
  expect(await consumptions.take('one', 100, new Date())).toEqual(outcomes)
  expect(await consumptions.enlist(scopes, 3)).toEqual(['two'])
  expect(await consumptions.take('two', 100, new Date())).toEqual(outcomes)
  expect(await consumptions.take('two', 100, new Date())).toEqual([])
  expect(await consumptions.enlist([{ ...scope('three'), universe: 'banknifty' }], 3)).toEqual([])
})
