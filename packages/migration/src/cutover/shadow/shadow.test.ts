import { expect, test } from 'vitest'
import { openHome, type TestHome } from '../../testing/home.ts'
import type { Installation } from '../../testing/installation.ts'
import {
  costsPath,
  insertCost,
  insertRun,
  makeStores,
  recommendationsPath,
  replaceLevels,
  runsPath,
} from '../../testing/stores.ts'
import { createFollower, type Follower } from '../index.ts'
import { type ShadowOptions, type ShadowProgress, shadowReads } from './shadow.ts'

const table = 'ai_recommendations'
const ask = (home: TestHome, { root }: Installation, follower?: Follower, onProgress?: ShadowOptions['onProgress']) =>
  shadowReads(home.target, root, { reads: 600, seed: 3, follower, onProgress })
const followed = async (home: TestHome, { root }: Installation) => {
  const follower = createFollower(home.target, root)
  await follower.round()
  return follower
}

test('both systems answer every kind of question alike once everything is imported', async () => {
  using legacy = makeStores()
  await using home = await openHome()
  await followed(home, legacy)
  const report = await ask(home, legacy)
  expect(report).toMatchObject({ reads: 600, unexplained: 0, explained: [], notAsked: [] })
  expect(report.kinds.map(({ kind }) => kind).toSorted()).toEqual([
    'dataset',
    'latest run',
    'levels',
    'run',
    'runs',
    'usage',
  ])
  expect(report.kinds.every(({ reads, different }) => reads > 3 && different === 0)).toBe(true)
})

test.each([
  ['a cell of a recommendation', `update imported.${table} set pnl_pct = -1 where source_row = 8`],
  ['a time that was not moved', `update imported.${table} set generated_at_utc = generated_at_utc + interval '5:30'`],
  ['a name that was not lowered', `update imported.top_picks_runs set universe = upper(universe)`],
  ['a run that is lost', `delete from imported.top_picks_runs where source_row = 40`],
  ['a cost', `update imported.llm_requests set cost_usd = cost_usd + 0.00001 where source_row < 20`],
  ['a level', `update imported.support_resistance_levels set r3 = 0`],
])('%s that is wrong here is found, and is unexplained', async (_what, fault) => {
  using legacy = makeStores()
  await using home = await openHome()
  await followed(home, legacy)
  await home.rows(fault)
  expect((await ask(home, legacy)).unexplained).toBeGreaterThan(0)
})

test('what was written, changed, deleted or quarantined is explained by a cause that was checked', async () => {
  using legacy = makeStores()
  await using home = await openHome()
  const follower = await followed(home, legacy)
  legacy.execute(
    recommendationsPath,
    `update ${table} set evaluated = 1, pnl_pct = 9`,
    `delete from ${table} where id in (2, 9, 30)`,
  )
  legacy.execute(runsPath, insertRun(90), `delete from top_picks_runs where id in (39, 37)`, replaceLevels('TCS', 7))
  legacy.execute(costsPath, insertCost(50), `delete from llm_requests where id = 12`)
  legacy.recommend({ symbol: 'INFY', generated_at_utc: 'no time' })
  const { unexplained, explained, listed } = await ask(home, legacy, follower)
  expect({ unexplained, listed }).toEqual({ unexplained: 0, listed: [] })
  expect(explained.map(({ cause }) => cause).join(' ')).toMatch(/changed after/)
  expect(explained.map(({ cause }) => cause).join(' ')).toMatch(/deleted there/)
  const after = await ask(home, legacy)
  expect(after.unexplained).toBe(0)
  expect(after.explained.map(({ cause }) => cause).join(' ')).toMatch(/deleted there/)
})

test('a row that is only written there is explained by its number, and one that was changed is not, without a follower', async () => {
  using legacy = makeStores()
  await using home = await openHome()
  await followed(home, legacy)
  legacy.execute(runsPath, insertRun(90))
  const written = await ask(home, legacy)
  expect(written.unexplained).toBe(0)
  expect(written.explained).toMatchObject([{ cause: 'written after the position of the follower' }])
  legacy.execute(recommendationsPath, `update ${table} set pnl_pct = 9`)
  const told: ShadowProgress[] = []
  const changed = await ask(home, legacy, undefined, (progress) => told.push(progress))
  expect(changed.unexplained).toBeGreaterThan(0)
  expect(told.at(-1)).toMatchObject({ asked: changed.reads, open: changed.unexplained })
  expect(told.at(-1)?.different).toBeGreaterThan(changed.unexplained)
})

test('a follower that does not look for changes loses them, and shadow reads tell', async () => {
  using legacy = makeStores()
  await using home = await openHome()
  const blind = createFollower(home.target, legacy.root, { changes: false })
  await blind.round()
  legacy.execute(recommendationsPath, `update ${table} set pnl_pct = 9 where id = 4`)
  expect((await ask(home, legacy, blind)).unexplained).toBeGreaterThan(0)
})
