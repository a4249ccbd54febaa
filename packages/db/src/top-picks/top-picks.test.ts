import { DomainError, type Lane } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { freshId, sampleAnalyses, sampleRun, testDatabase } from '../testing/index.ts'

const { database, url } = await testDatabase()
const client = new pg.Client({ connectionString: url })
await client.connect()
afterAll(() => client.end())

const record = (run: TopPicksRun) =>
  database.transaction(async (tx) => {
    const fence = await tx.topPicks.takeFence()
    const isNew = await tx.topPicks.insertRun(run, fence)
    const recommendations = await tx.recommendations.insertForRun(run)
    const events = await tx.pickEvents.insertForRun(run)
    const analyses = await tx.analyses.insertForRun(run, sampleAnalyses(run))
    return { isNew, recommendations, events, analyses, head: await tx.topPicks.advanceHead(run, fence) }
  })

test('a run and all that hangs on it is written once, however often it is recorded', async () => {
  const run = sampleRun({ mode: 'swing' })
  const head = { version: 1, isLatest: true }
  expect(await record(run)).toEqual({ isNew: true, recommendations: 2, events: 2, analyses: 18, head })
  expect(await record(run)).toEqual({ isNew: false, recommendations: 0, events: 0, analyses: 0, head })
  const { rows } = await client.query(
    `select e.symbol, c.agent_name, c.score, c.abstention->>'code' as code from pick_agent_contributions c
     join pick_events e on e.id = c.event_id where e.run_id = $1 order by e.symbol, c.agent_name`,
    [run.id],
  )
  expect(rows).toEqual(
    ['INFY', 'M&M'].flatMap((symbol) => [
      { symbol, agent_name: 'options', score: null, code: 'no-contracts' },
      { symbol, agent_name: 'technical', score: 64.25, code: null },
    ]),
  )
})

test('a run comes back as it was written', async () => {
  const run = sampleRun({ mode: 'intraday' })
  await record(run)
  const repositories = database.repositories()
  expect(await repositories.topPicks.byId(run.id)).toEqual(run)
  expect(await repositories.topPicks.latest('live', 'nifty50', 'intraday')).toEqual({ run, version: 1 })
  expect(await repositories.topPicks.byId(freshId())).toBeNull()
  expect(await repositories.topPicks.latest('imported', 'banknifty', 'futures')).toBeNull()
})

test('a transaction that throws leaves nothing and throws what was thrown', async () => {
  const run = sampleRun({ mode: 'options' })
  const reason = new Error('later')
  const attempt = database.transaction(async (tx) => {
    await tx.topPicks.insertRun(run, 1)
    throw reason
  })
  await expect(attempt).rejects.toBe(reason)
  expect(await database.repositories().topPicks.byId(run.id)).toBeNull()
})

test('two runs cannot have one external id', async () => {
  await record(sampleRun({ lane: 'imported', externalId: 'legacy-1' }))
  const other = record(sampleRun({ lane: 'imported', externalId: 'legacy-1' }))
  await expect(other).rejects.toMatchObject({ code: 'conflict' })
})

test('a run of the simulated market cannot stand in another lane', async () => {
  await expect(record(sampleRun({ lane: 'simulated' }))).rejects.toBeInstanceOf(DomainError)
})

test('a writer whose lock was taken over commits nothing', async () => {
  const [slow, quick] = [sampleRun({ mode: 'futures' }), sampleRun({ mode: 'futures' })]
  const repositories = database.repositories()
  const slowFence = await repositories.topPicks.takeFence()
  await record(quick)
  const late = database.transaction(async (tx) => {
    await tx.topPicks.insertRun(slow, slowFence)
    await tx.topPicks.advanceHead(slow, slowFence)
  })
  await expect(late).rejects.toMatchObject({ code: 'conflict' })
  expect(await repositories.topPicks.byId(slow.id)).toBeNull()
  expect((await repositories.topPicks.latest('live', 'nifty50', 'futures'))?.run.id).toBe(quick.id)
})

test('the latest run is the greatest by as-of instant, end and id, in whatever order runs are recorded, and the version only grows', {
  timeout: 120_000,
}, async () => {
  const lanes: Lane[] = ['replay', 'imported']
  const hour = (n: number) => new Date(Date.UTC(2026, 0, 9, n)).toISOString()
  const runs = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 5 })
  let universe = 0
  await fc.assert(
    fc.asyncProperty(runs, async (all) => {
      // a head of its own for each example: what came before must not count
      await client.query('delete from top_picks_heads')
      const lane = lanes[universe++ % 2] ?? 'replay'
      const recorded: TopPicksRun[] = []
      let version = 0
      for (const [asOf, finished] of all) {
        const run = sampleRun({ lane, mode: 'scalping', asOf: hour(asOf), finishedAt: hour(finished), symbols: [] })
        recorded.push(run)
        const { head } = await record(run)
        const key = ({ asOf, finishedAt, id }: TopPicksRun) => `${asOf} ${finishedAt} ${id}`
        const greatest = recorded.reduce((a, b) => (key(a) > key(b) ? a : b))
        const latest = await database.repositories().topPicks.latest(lane, 'nifty50', 'scalping')
        expect(latest?.run.id).toBe(greatest.id)
        expect(head).toEqual({ version: version + (greatest === run ? 1 : 0), isLatest: greatest === run })
        expect(latest?.version).toBe(head.version)
        version = head.version
      }
    }),
    { numRuns: 10 },
  )
})

test('runs are listed by pages that neither repeat nor skip one', async () => {
  const runs = [1, 2, 3, 4, 5].map((day) =>
    sampleRun({ universe: 'banknifty', at: new Date(Date.UTC(2026, 0, day)), symbols: [] }),
  )
  for (const run of runs) await record(run)
  const { topPicks } = database.repositories()
  const [first, ...rest] = [await topPicks.list({ lane: 'live', universe: 'banknifty', limit: 2 })]
  expect(rest).toEqual([])
  const before = first?.at(-1)?.id
  const second = await topPicks.list({ lane: 'live', universe: 'banknifty', limit: 9, ...(before && { before }) })
  expect([...(first ?? []), ...second].map(({ id }) => id)).toEqual(runs.map(({ id }) => id).toReversed())
  expect(first?.[0]).toMatchObject({ asOf: '2026-01-05T00:00:00.000Z', counts: { members: 50, picks: 0 } })
})
