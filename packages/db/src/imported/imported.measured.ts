import {
  ImportedCounts,
  ImportedExcluded,
  type ImportedGrouping,
  type ImportedRecommendationsQuery,
} from '@fyntrix/domain/imported'
import type { SessionDate } from '@fyntrix/domain/shared'
import { Mode } from '@fyntrix/domain/top-picks'
import type pg from 'pg'
import { float8Column, float8s } from '../shared/sql.ts'
import { codesOf } from './imported.fields.ts'

/** Which recommendations; exchange dates of the signal, both inclusive. What is left out does not narrow. */
export interface ImportedSelection
  extends Partial<Pick<ImportedRecommendationsQuery, 'symbol' | 'universe' | 'mode' | 'runId' | 'evaluatedOnly'>> {
  readonly from?: SessionDate | undefined
  readonly to?: SessionDate | undefined
  /** Leaves nothing out as suspect. */
  readonly includeSuspect: boolean
}

/** Measured recommendations of one group, exchange date and mode: returns in percent as the legacy system recorded them. */
export interface ImportedSession {
  /** Empty where the legacy system had no word for it. */
  readonly group: string
  readonly date: SessionDate
  readonly mode: Mode
  readonly returns: Float64Array
}

const columns: Readonly<Record<ImportedGrouping, string>> = {
  mode: 'mode',
  universe: 'universe',
  side: 'direction',
  confidence: 'confidence',
}

/** `chosen`: the recommendations of a selection, with what speaks against their run and, in `state`, the one count of `ImportedCounts` that each is in. */
const chosen = `with dated as (
    select r.*, t.suspect as run_suspect, (r.generated_at_utc at time zone 'Asia/Kolkata')::date as trade_date,
      not $7 and coalesce(r.suspect, t.suspect) is not null as left_out
    from imported.ai_recommendations r left join imported.top_picks_runs t on t.run_id = r.run_id
    where ($1::text is null or r.symbol = upper($1)) and ($2::text is null or r.universe = lower($2))
      and ($3::text is null or r.mode = lower($3)) and ($4::text is null or r.run_id = $4) and (not $8 or r.evaluated)
  ), chosen as (
    select *, case when evaluated is not true then 'unevaluated' when left_out then 'excluded'
      when (pnl_pct > '-Infinity' and pnl_pct < 'Infinity') is not true then 'withoutReturn'
      when trade_date is null then 'undated' when (mode = any($9)) is not true then 'unknownMode' else 'measured' end as state
    from dated where ($5::date is null or trade_date >= $5) and ($6::date is null or trade_date <= $6)
  )`

const parametersOf = (selection: ImportedSelection): unknown[] => {
  const { symbol, universe, mode, runId, from, to, includeSuspect, evaluatedOnly = false } = selection
  return [symbol, universe, mode, runId, from, to, includeSuspect, evaluatedOnly, Mode.options]
}

/** The measured ones, by group, date and mode, in this order. */
export const measuredSessions = async (
  client: pg.ClientBase,
  by: ImportedGrouping,
  selection: ImportedSelection,
): Promise<ImportedSession[]> => {
  const { rows } = await client.query<Omit<ImportedSession, 'returns'> & { readonly returns: string }>(
    `${chosen} select coalesce(${columns[by]}, '') as group, trade_date::text as date, mode,
       ${float8Column('array_agg(pnl_pct order by pnl_pct)')} as returns
     from chosen where state = 'measured' group by 1, 2, 3 order by 1, 2, 3`,
    parametersOf(selection),
  )
  return rows.map((row) => ({ ...row, returns: float8s(row.returns) }))
}

/** How many of a selection there are, by what became of them. */
export const countsOf = async (client: pg.ClientBase, selection: ImportedSelection): Promise<ImportedCounts> => {
  const { rows } = await client.query<{ state: string; n: number }>(
    `${chosen} select state, count(*)::int as n from chosen group by state`,
    parametersOf(selection),
  )
  const none = { measured: 0, unevaluated: 0, excluded: 0, withoutReturn: 0, undated: 0, unknownMode: 0 }
  const recommendations = rows.reduce((sum, { n }) => sum + n, 0)
  return ImportedCounts.parse({
    ...none,
    ...Object.fromEntries(rows.map(({ state, n }) => [state, n])),
    recommendations,
  })
}

const counted = (alias: string): string =>
  `(select coalesce(jsonb_object_agg(code, n), '{}') from (
     select code, count(*) as n from ${alias}, unnest(${codesOf(alias)}) as code group by code) of_${alias})`

/** What a selection leaves out as suspect, and why. */
export const excludedFrom = async (client: pg.ClientBase, selection: ImportedSelection): Promise<ImportedExcluded> => {
  const { rows } = await client.query<{ excluded: unknown }>(
    `${chosen}, own as (select suspect from chosen where left_out), runs as (select run_suspect as suspect from chosen where left_out)
     select jsonb_build_object('rows', (select count(*) from own), 'codes', ${counted('own')}, 'runCodes', ${counted('runs')}) as excluded`,
    parametersOf(selection),
  )
  return ImportedExcluded.parse(rows[0]?.excluded)
}
