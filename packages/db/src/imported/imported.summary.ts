import { ImportedSummary, ImportedTableName } from '@fyntrix/domain/imported'
import type pg from 'pg'
import { codesOf, microseconds } from './imported.fields.ts'

const ofTable = (table: string): string =>
  `jsonb_build_object('table', '${table}', 'rows', (select count(*) from imported.${table}),
     'suspect', (select count(*) from imported.${table} where suspect is not null),
     'codes', (select coalesce(jsonb_object_agg(code, n), '{}') from (
       select code, count(*) as n from imported.${table} l, unnest(${codesOf('l')}) as code where l.suspect is not null group by code) codes))`

/** What was imported so far, in one statement: at one instant. */
export const summaryOf = async (client: pg.ClientBase): Promise<ImportedSummary> => {
  const { rows } = await client.query<{ summary: unknown }>(
    `select jsonb_build_object(
       'tables', jsonb_build_array(${ImportedTableName.options.map(ofTable).join(', ')}),
       'documents', (select coalesce(jsonb_agg(to_jsonb(d) order by d.kind), '[]') from (
         select kind, count(*) filter (where item >= 0) as items, count(suspect) filter (where item >= 0) as suspect, count(*) filter (where item < 0) as gone
         from imported.documents group by kind) d),
       'quarantined', (select coalesce(jsonb_agg(to_jsonb(q) order by q."table", q.reason), '[]') from (
         select s.part as "table", reason, count(*) as rows from imported.quarantine join imported.sources s on s.id = source_id group by 1, 2) q),
       'files', (select coalesce(jsonb_agg(to_jsonb(f) order by f.became), '[]') from (
         select became, count(*) as files from imported.files group by became) f),
       'importedAt', (select ${microseconds('max(updated_at)')} from imported.sources where last_row is not null)
     ) as summary`,
  )
  return ImportedSummary.parse(rows[0]?.summary)
}
