import { ImportedUsage } from '@fyntrix/domain/imported'
import type pg from 'pg'
import { codesOf, microseconds } from './imported.fields.ts'

/** Which requests to count: the `days` times 24 hours before `until`, exclusive. */
export interface UsageWanted {
  /** Whole and positive. */
  readonly days: number
  /** ISO 8601, to the microsecond. */
  readonly until: string
  /** Counts suspect requests too; what is no number is in no sum even so. */
  readonly includeSuspect?: boolean | undefined
}

/** A count that JSON holds exactly, and an amount that `Usd` can be; what is beyond is known of no request. */
const isCount = (column: string): string => `${column} between 0 and 9007199254740991`
const isAmount = `abs(cost_usd) < 1e12`

// text of a float8 is the shortest that is it, so that the sum is of what was written
const counted = `'requests', count(*),
  'inputTokens', coalesce(sum(tokens_input) filter (where ${isCount('tokens_input')}), 0),
  'outputTokens', coalesce(sum(tokens_output) filter (where ${isCount('tokens_output')}), 0),
  'withoutTokens', count(*) filter (where (${isCount('tokens_input')} and ${isCount('tokens_output')}) is not true),
  'costUsd', (coalesce(sum(cost_usd::text::numeric) filter (where ${isAmount}), 0)::numeric(24,12))::text,
  'withoutCost', count(*) filter (where (${isAmount}) is not true)`

/** What imported requests cost; see `ImportedUsage`. */
export const usageOf = async (
  client: pg.ClientBase,
  { days, until, includeSuspect = false }: UsageWanted,
): Promise<ImportedUsage> => {
  const { rows } = await client.query<{ usage: unknown }>(
    `with bounds as (select $1::timestamptz - $2 * interval '24 hours' as since, $1::timestamptz as until),
     spanned as (select l.*, (l.created_at at time zone 'UTC')::date as day from imported.llm_requests l, bounds where created_at >= since and created_at < until),
     kept as (select * from spanned where $3 or suspect is null),
     codes as (select code, count(*) as n from spanned s, unnest(${codesOf('s')}) as code where not $3 group by code)
     select jsonb_build_object(
       'from', ${microseconds('since')}, 'until', ${microseconds('until')},
       'total', (select jsonb_build_object(${counted}) from kept),
       'byModel', (select coalesce(jsonb_agg(part order by (part->>'costUsd')::numeric desc, part->>'model'), '[]')
         from (select jsonb_build_object('model', model, ${counted}) as part from kept group by model) models),
       'byDay', (select coalesce(jsonb_agg(part order by part->>'day'), '[]')
         from (select jsonb_build_object('day', day::text, ${counted}) as part from kept group by day) days),
       'excluded', jsonb_build_object('rows', (select count(*) from spanned where not $3 and suspect is not null),
         'codes', (select coalesce(jsonb_object_agg(code, n), '{}') from codes)),
       'undated', (select count(*) from imported.llm_requests where created_at is null)
     ) as usage from bounds`,
    [until, days, includeSuspect],
  )
  return ImportedUsage.parse(rows[0]?.usage)
}
