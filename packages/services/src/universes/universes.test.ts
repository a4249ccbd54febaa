import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { membersOn } from '@fyntrix/domain/universes'
import { beforeAll, expect, test } from 'vitest'
import { silentLog } from '../shared/index.ts'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { computeRun } from '../top-picks/index.ts'
import { addMemberships, runUniversesJob, universesFolder } from './index.ts'

const [before, on] = [new Date('2026-05-14T08:00:00.000Z'), new Date('2026-05-15T08:00:00.000Z')]
const { services, resources, again } = await testServices({ asOf: on.toISOString() })
const { home, calendar } = resources
const folder = join(home, universesFolder)
const other = again()
const never = new AbortController().signal

const usual = membersOn('nifty50', '2026-05-14').symbols
const left = usual[0] ?? ''
/** one left, another came of which there are no candles */
const symbols = [...usual.slice(1), 'NEWCO']
const text = (from = '2026-05-15', members: readonly string[] = symbols) =>
  JSON.stringify({ source: 'index review of spring', lists: [{ universe: 'nifty50', from, symbols: members }] })
const add = (content: string) => addMemberships(home, content, calendar)
const refresh = async (of = services, now = on) => {
  const outcome = await runUniversesJob({ universes: of.universes, log: silentLog }, { nominal: now, signal: never })
  if (outcome.status !== 'ran') throw new Error(outcome.reason)
  const nifty = outcome.result.universes.find(({ universe }) => universe === 'nifty50')
  return { changed: outcome.result.changed, nifty }
}
const computed = (asOf: Date, of = services) =>
  computeRun({ candles: of.candles, universes: of.universes }, { universe: 'nifty50', mode: 'swing', asOf })

beforeAll(() => importSimulatedMarket(services, on.toISOString()))

test('a refresh says that nothing changed, and which members have no candles', async () => {
  for (const of of [services, services]) {
    const { changed, nifty } = await refresh(of)
    expect(changed).toBe(false)
    expect(nifty).toMatchObject({
      from: '2025-09-30',
      members: 50,
      added: [],
      removed: [],
      withoutCandles: [],
      next: null,
    })
  }
})

test('lists that may not be added leave the home as it was', async () => {
  await expect(add('{')).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/not JSON/) })
  await expect(add(text('2026-05-15', ['TCS', 'TCS']))).rejects.toThrow(/names TCS twice/)
  await expect(add(text('2025-09-29'))).rejects.toMatchObject({ code: 'refused' })
  await expect(add(text('2025-09-30'))).rejects.toMatchObject({ code: 'conflict' })
  await expect(add(text('2031-01-01'))).rejects.toThrow(/outside the calendar/)
  expect(() => readdirSync(folder)).toThrow(/ENOENT/)
})

test('a list that is added is seen by processes that run, and a run as of before its date stays as it was, to the byte', async () => {
  const earlier = await computed(before)
  const today = await computed(on)
  expect(await add(text())).toMatchObject([{ universe: 'nifty50', from: '2026-05-15', to: null }])
  expect(await computed(before)).toEqual(earlier)
  expect(await computed(before, other)).toEqual(earlier)
  for (const of of [services, other]) {
    expect(of.universes.members('nifty50', on).symbols).toEqual(symbols)
    expect(of.universes.lists().at(-2)).toMatchObject({ from: '2025-09-30', to: '2026-05-14' })
  }
  const changed = await computed(on)
  expect(changed.result.provenance).toMatchObject({
    membership: { source: 'index review of spring', from: '2026-05-15' },
    missingMembers: ['NEWCO'],
  })
  expect(changed.result.provenance.inputHash).not.toBe(today.result.provenance.inputHash)
})

test('a refresh tells what changed once, whoever looked before or starts today', async () => {
  const told = { added: ['NEWCO'], removed: [left], withoutCandles: ['NEWCO'], from: '2026-05-15', members: 50 }
  for (const of of [services, again()]) {
    expect(await refresh(of)).toMatchObject({ changed: true, nifty: told })
    expect(await refresh(of)).toMatchObject({ changed: false, nifty: { added: [], removed: [] } })
  }
  expect(await refresh(again(), before)).toMatchObject({
    changed: false,
    nifty: { next: '2026-05-15', from: '2025-09-30' },
  })
})

test('the same list again changes nothing, another one of its date is refused, and of two at once both are whole', async () => {
  expect(await add(text())).toEqual([])
  await expect(add(text('2026-05-15', usual))).rejects.toMatchObject({ code: 'conflict' })
  const both = await Promise.all([add(text('2026-09-30')), add(text('2026-09-30'))])
  expect(both.flat().map(({ from }) => from)).toContain('2026-09-30')
  expect(readdirSync(folder)).toHaveLength(2)
  expect(services.universes.lists().filter(({ universe }) => universe === 'nifty50')).toHaveLength(4)
})

test('a damaged file fails the refresh, and the lists of before stand', async () => {
  mkdirSync(folder, { recursive: true })
  const damaged = join(folder, 'damaged.json')
  writeFileSync(damaged, '{"source":')
  expect(services.universes.members('nifty50', on).symbols).toEqual(symbols)
  await expect(refresh()).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining(damaged) })
  expect(services.universes.members('nifty50', on).symbols).toEqual(symbols)
  expect(() => again().universes.lists()).toThrow(/damaged\.json is not a list/)
  rmSync(damaged)
  expect(await refresh()).toMatchObject({ changed: false })
})
