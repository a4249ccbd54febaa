import { expect, test } from 'vitest'
import { verify } from './index.ts'
import { apply } from './testing/apply.ts'
import { openHome } from './testing/home.ts'
import { realInstallation } from './testing/installation.ts'

test.skipIf(realInstallation() === undefined)(
  'the installation of January 2026 is imported whole, and a second time changes nothing',
  async () => {
    const root = realInstallation() ?? ''
    await using home = await openHome()
    const first = await apply(home.target, root)
    expect(first.problems).toEqual([])
    expect(await verify(home.target, root)).toMatchObject({
      proved: true,
      files: { proved: 47, problems: [] },
      links: { recommendations: 43, linked: 43 },
    })
    expect(
      await home.rows(`select count(*)::int as runs, sum(payload_picks)::int as picks from imported.top_picks_runs`),
    ).toEqual([{ runs: 42, picks: 43 }])
    expect(
      await home.rows(
        `select count(*)::int as n, count(*) filter (where r.generated_at_utc = t.started_at and t.started_at < t.generated_at_utc)::int as begun,
         count(*) filter (where (r.generated_at_utc_original::timestamptz - r.generated_at_utc) = interval '5:30')::int as moved,
         count(*) filter (where r.suspect = 'no-price')::int as suspect
       from imported.ai_recommendations r join imported.top_picks_runs t using (run_id)`,
      ),
    ).toEqual([{ n: 43, begun: 43, moved: 43, suspect: 43 }])
    expect(
      await home.rows(`select suspect, count(*)::int as n from imported.top_picks_runs group by 1 order by 2, 1`),
    ).toEqual([
      { suspect: 'impossible-level no-price', n: 5 },
      { suspect: 'no-price', n: 8 },
      { suspect: null, n: 29 },
    ])
    expect(
      await home.rows(`select became, count(*)::int as n from imported.files where kind = 'pick file' group by 1`),
    ).toEqual([{ became: 'equal to its run', n: 43 }])
    expect(await home.rows(`select 1 from imported.llm_requests`)).toEqual([])
    const second = await apply(home.target, root)
    expect(second.tables.every(({ added, replaced, deleted }) => added + replaced + deleted === 0)).toBe(true)
    expect(second.files.changed).toBe(0)
  },
)
