import { nse } from '@fyntrix/calendar'
import { Mode, type RunKey } from '@fyntrix/domain/top-picks'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../shared/index.ts'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { runTopPicksWarmUp, warmUpPlan } from './index.ts'

const modes = (of: readonly { universe: string; mode: string; compute: boolean }[]) =>
  of.filter(({ universe, compute }) => compute && universe === 'nifty50').map(({ mode }) => mode)
const plan = (now: string, latest: { asOf: string; session: string } | null) =>
  warmUpPlan(
    ({ mode }: RunKey) => latest && { mode, asOf: latest.asOf, provenance: { session: latest.session } },
    new Date(now),
    nse,
  )
const all = [...Mode.options]
const allButScalping = all.filter((mode) => mode !== 'scalping')

describe('what a start has to compute', () => {
  // 2026-06-12 is a Friday; exchange time is UTC + 5:30
  test.each([
    ['nothing is there, during a session', '2026-06-12T06:30:00.000Z', null, all],
    ['nothing is there, on a weekend', '2026-06-13T06:30:00.000Z', null, allButScalping],
    ['it is eight minutes old', '2026-06-12T06:38:00.000Z', ['2026-06-12T06:30:00.000Z', '2026-06-11'], []],
    ['it is eleven minutes old', '2026-06-12T06:41:00.000Z', ['2026-06-12T06:30:00.000Z', '2026-06-11'], ['scalping']],
    ['it is an hour old', '2026-06-12T07:30:00.000Z', ['2026-06-12T06:30:00.000Z', '2026-06-11'], ['scalping']],
    ['it is 61 minutes old', '2026-06-12T07:31:00.000Z', ['2026-06-12T06:30:00.000Z', '2026-06-11'], all],
    ['it is of the session before', '2026-06-12T04:00:00.000Z', ['2026-06-11T04:00:00.000Z', '2026-06-10'], all],
    ['the session ends soon', '2026-06-12T09:50:00.000Z', ['2026-06-12T06:30:00.000Z', '2026-06-11'], ['swing']],
    ['it is of today, after the close', '2026-06-12T10:10:00.000Z', ['2026-06-12T09:00:00.000Z', '2026-06-11'], []],
    [
      'it is of before the last close',
      '2026-06-12T14:00:00.000Z',
      ['2026-06-12T09:00:00.000Z', '2026-06-11'],
      allButScalping,
    ],
    ['it has the last session', '2026-06-13T14:00:00.000Z', ['2026-06-12T14:00:00.000Z', '2026-06-12'], []],
    ['its candles are missing', '2026-06-13T14:00:00.000Z', ['2026-06-12T14:00:00.000Z', '2026-06-11'], []],
  ] as const)('when %s', (_, now, latest, expected) => {
    const { steps } = plan(now, latest && { asOf: latest[0], session: latest[1] })
    expect(modes(steps)).toEqual(expected)
    expect(steps).toHaveLength(10)
    expect(steps.every(({ reason }) => reason.length > 0)).toBe(true)
  })

  test('has one instant for all who start within five minutes', () => {
    const instants = ['06:30:00.000', '06:31:17.003', '06:34:59.999', '06:35:00.000']
    expect(instants.map((at) => plan(`2026-06-12T${at}Z`, null).asOf)).toEqual([
      '2026-06-12T06:30:00.000Z',
      '2026-06-12T06:30:00.000Z',
      '2026-06-12T06:30:00.000Z',
      '2026-06-12T06:35:00.000Z',
    ])
  })
})

const start = '2026-06-13T06:31:00.000Z'
const { services, databaseUrl, again } = await testServices({ asOf: start })
const client = new pg.Client({ connectionString: databaseUrl })
await client.connect()
afterAll(() => client.end())
beforeAll(() => importSimulatedMarket(services, start))

const warmUp = (of = services, at = start, signal = new AbortController().signal) =>
  runTopPicksWarmUp(
    { topPicks: of.topPicks, calendar: nse, log: silentLog, refreshCandles: async () => undefined },
    { nominal: new Date(at), signal },
  )
const runs = async () =>
  (
    await client.query<{ n: number; as_of: Date }>(
      `select count(*)::int as n, as_of from top_picks_runs where trigger = 'warm-up' group by as_of`,
    )
  ).rows

describe('a start', () => {
  test('that is ended early leaves whole runs, and the next one computes the others', async () => {
    const ended = new AbortController()
    const { topPicks } = services
    const cut = {
      ...topPicks,
      run: (request: Parameters<typeof topPicks.run>[0]) => (ended.abort(new Error('stopped')), topPicks.run(request)),
    }
    await expect(
      runTopPicksWarmUp(
        { topPicks: cut, calendar: nse, log: silentLog, refreshCandles: async () => undefined },
        { nominal: new Date(start), signal: ended.signal },
      ),
    ).rejects.toThrow('stopped')
    expect(await runs()).toEqual([{ n: 1, as_of: new Date('2026-06-13T06:30:00.000Z') }])
  })

  test('of two daemons at once computes each universe and mode once', async () => {
    const outcomes = await Promise.all([warmUp(), warmUp(again(), '2026-06-13T06:33:00.000Z')])
    expect(outcomes.map(({ status }) => status)).toEqual(['ran', 'ran'])
    expect(await runs()).toEqual([{ n: 8, as_of: new Date('2026-06-13T06:30:00.000Z') }])
  })

  test('that comes later on the same weekend computes nothing', async () => {
    const outcome = await warmUp(services, '2026-06-14T12:00:00.000Z')
    expect(outcome.status === 'ran' && outcome.result.map(({ runId }) => runId)).toEqual(Array(10).fill(null))
    expect(await runs()).toMatchObject([{ n: 8 }])
  })
})
