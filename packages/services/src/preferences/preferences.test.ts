import { defaultUserId } from '@fyntrix/db/access'
import { anotherUser, freshId } from '@fyntrix/db/testing'
import { defaultPreferences, PreferencesChange } from '@fyntrix/domain/preferences'
import { DomainError, type Id } from '@fyntrix/domain/shared'
import pg from 'pg'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { testServices } from '../testing/index.ts'

const { services, resources, databaseUrl, again } = await testServices({ asOf: '2026-06-12T12:00:00.000Z' })
const { preferences, relay, views } = services
const { redis, prefix } = resources
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())

const anna = defaultUserId
const ravi = await anotherUser(databaseUrl, 'ravi')

const inRedis = async (user: Id) => {
  const names = (await redis.keys(`${prefix}context:user:${user}:*`)).toSorted()
  const values = await Promise.all(names.map((name) => redis.get(name)))
  return Object.fromEntries(names.map((name, i) => [name.split(':').at(-1), JSON.parse(values[i] ?? '')]))
}

/** The codes of those that were refused. */
const refusals = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.flatMap((each) =>
    each.status === 'rejected' && each.reason instanceof DomainError ? [each.reason.code] : [],
  )

beforeEach(async () => {
  await client.query('delete from user_preferences')
})

describe('preferences', () => {
  test('are the defaults before anything was chosen, without anything being stored', async () => {
    expect(await preferences.get(anna)).toEqual({ ...defaultPreferences, chosen: [], revision: 0, updatedAt: null })
    expect(defaultPreferences).toMatchObject({ universe: 'nifty50', tradingModes: ['swing'], primaryMode: 'swing' })
    expect((await client.query('select 1 from user_preferences')).rowCount).toBe(0)
  })

  test('keep what is left out of a change, and go back to the default by null', async () => {
    await preferences.update(anna, { universe: 'banknifty', riskProfile: 'aggressive' })
    const changed = await preferences.update(anna, {
      universe: null,
      disclosureAccepted: true,
      disclosureVersion: '2.1',
    })
    expect(changed).toMatchObject({
      universe: 'nifty50',
      riskProfile: 'aggressive',
      disclosureAccepted: true,
      disclosureVersion: '2.1',
      chosen: ['disclosureAccepted', 'disclosureVersion', 'riskProfile'],
      revision: 2,
    })
    expect(await preferences.get(anna)).toEqual(changed)
  })

  test('are replaced as a whole', async () => {
    await preferences.update(anna, { universe: 'banknifty', riskProfile: 'aggressive' })
    const replaced = await preferences.replace(anna, { riskProfile: 'conservative' })
    expect(replaced).toMatchObject({ universe: 'nifty50', riskProfile: 'conservative', chosen: ['riskProfile'] })
    expect(await preferences.get(anna)).toEqual(replaced)
  })

  test('belong to one user', async () => {
    await preferences.update(ravi, { universe: 'banknifty' })
    expect(await preferences.get(anna)).toMatchObject({ universe: 'nifty50', revision: 0 })
    await preferences.replace(anna, {})
    expect(await preferences.get(ravi)).toMatchObject({ universe: 'banknifty', revision: 1 })
    await expect(preferences.update(freshId(), {})).rejects.toMatchObject({ code: 'not-found' })
  })

  test('fit together: the primary mode is enabled, auxiliary ones are too and are others', async () => {
    for (const [wrong, field] of [
      [{ tradingModes: ['intraday'] }, 'primaryMode'],
      [{ primaryMode: 'intraday' }, 'primaryMode'],
      [{ auxiliaryModes: ['futures'] }, 'auxiliaryModes'],
      [{ auxiliaryModes: ['swing'] }, 'auxiliaryModes'],
    ] as const)
      await expect(preferences.update(anna, PreferencesChange.parse(wrong))).rejects.toMatchObject({
        code: 'invalid-input',
        message: expect.stringContaining(field),
      })
    const modes = PreferencesChange.parse({
      tradingModes: ['swing', 'scalping', 'options'],
      primaryMode: 'options',
      auxiliaryModes: ['swing', 'scalping'],
    })
    expect(await preferences.update(anna, modes)).toMatchObject({
      tradingModes: ['scalping', 'swing', 'options'],
      auxiliaryModes: ['scalping', 'swing'],
    })
    await expect(preferences.update(anna, { tradingModes: null })).rejects.toMatchObject({ code: 'invalid-input' })
    for (const wrong of [
      { tradingModes: [] },
      { tradingModes: ['swing', 'swing'] },
      { universe: 'NIFTY50' },
      { disclosureVersion: 'x'.repeat(21) },
      { more: 1 },
    ])
      expect(PreferencesChange.safeParse(wrong).success).toBe(false)
  })

  test('lose neither of two changes at a time, the first ones included', async () => {
    for (let round = 0; round < 5; round++) {
      await client.query('delete from user_preferences')
      await Promise.all([
        preferences.update(anna, { universe: 'banknifty' }),
        again().preferences.update(anna, { riskProfile: 'aggressive' }),
        preferences.update(anna, { disclosureAccepted: true }),
      ])
      expect(await preferences.get(anna)).toMatchObject({
        universe: 'banknifty',
        riskProfile: 'aggressive',
        disclosureAccepted: true,
        revision: 3,
      })
    }
  })

  test('are changed by one of those who change the same revision', async () => {
    const settled = await Promise.allSettled(
      ['conservative', 'moderate', 'aggressive'].map((riskProfile) =>
        preferences.update(anna, PreferencesChange.parse({ riskProfile, revision: 0 })),
      ),
    )
    expect(refusals(settled)).toEqual(['conflict', 'conflict'])
  })
})

describe('what Redis holds of them', () => {
  test('are the values that hold, in the forms that legacy readers know', async () => {
    await preferences.update(anna, { universe: 'banknifty' })
    await preferences.update(anna, { universe: null, tradingModes: ['intraday', 'swing'], disclosureVersion: null })
    await relay.drain()
    expect(await inRedis(anna)).toEqual({
      disclosure_accepted: false,
      disclosure_version: null,
      universe: 'nifty50',
      market_region: 'india',
      risk_profile: 'moderate',
      trading_modes: { scalping: false, intraday: true, swing: true, options: false, futures: false },
      primary_mode: 'swing',
      auxiliary_modes: [],
    })
  })

  test('comes back as it was after a flush, while the facts answer as before', async () => {
    await preferences.update(anna, { riskProfile: 'aggressive' })
    await preferences.update(ravi, { universe: 'banknifty' })
    await relay.drain()
    const [before, held] = [await Promise.all([anna, ravi].map(inRedis)), await preferences.get(anna)]
    const names = [
      ...(await redis.keys(`${prefix}context:user:*`)),
      ...(await redis.keys(`fx:v:{${prefix}context:user:*`)),
    ]
    expect(names).toHaveLength(32)
    await redis.unlink(...names)
    expect(await preferences.get(anna)).toEqual(held)
    expect(await views.rebuild({ view: 'preferences' })).toMatchObject([{ removed: 0, written: 16 }])
    expect(await Promise.all([anna, ravi].map(inRedis))).toEqual(before)
  })

  test('is never older than what was written before: a late message brings what holds now', async () => {
    await preferences.update(anna, { riskProfile: 'aggressive' })
    await preferences.update(anna, { riskProfile: 'conservative' })
    await Promise.all([relay.drain(), again().relay.drain(), again().views.rebuild({ view: 'preferences' })])
    await relay.drain()
    expect(await inRedis(anna)).toMatchObject({ risk_profile: 'conservative' })
  })
})
