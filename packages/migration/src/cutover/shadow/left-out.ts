import { type ImportedRepository, type ImportedSource, importedTable } from '@fyntrix/db/imported'
import { compareTable } from '../../databases/compare-table.ts'
import type { Sides } from './explain.ts'
import type { Store } from './legacy-stores.ts'
import type { UsageRow } from './usage.ts'

const all = { after: null, upTo: null }

/** The numbers of the rows of a source that stand in quarantine. */
export const quarantinedRows = async (
  imported: ImportedRepository,
  { id }: ImportedSource,
): Promise<ReadonlySet<bigint>> => {
  if ((await imported.quarantined(id)).length === 0) return new Set()
  return new Set((await imported.rejects(id, all)).map(({ row }) => row))
}

/** 2000-01-01, from which PostgreSQL counts, in microseconds since 1970. */
const epoch = 946_684_800_000_000
const nothing = '-'

const textIn = (canonical: string | undefined): string | null =>
  canonical === undefined || canonical === nothing ? null : canonical.slice(canonical.indexOf(':') + 1)
const wholeIn = (canonical: string | undefined): number | null =>
  canonical === undefined || canonical === nothing ? null : Number(canonical)
const doubleIn = (canonical: string | undefined): number | null => {
  if (canonical === undefined || canonical === nothing) return null
  const value = Buffer.from(canonical, 'hex').readDoubleBE()
  return Number.isFinite(value) ? value : null
}
const microsIn = (canonical: string | undefined): number | null =>
  canonical === undefined || canonical === nothing
    ? null
    : Number(Buffer.from(canonical, 'hex').readBigInt64BE()) + epoch

const requestIn = (columns: Readonly<Record<string, string>>): UsageRow => ({
  model: textIn(columns['model']),
  input: wholeIn(columns['tokens_input']),
  output: wholeIn(columns['tokens_output']),
  cost: doubleIn(columns['cost_usd']),
  at: microsIn(columns['created_at']),
})

/** Requests to language models that are kept here and were deleted there. */
export const deletedRequests = async (
  { root, imported }: Sides,
  { path, table }: Store,
  source: ImportedSource,
): Promise<readonly UsageRow[]> => {
  const requests: UsageRow[] = []
  for await (const { differences } of compareTable(imported, root, { path, table }, source)) {
    const gone = new Set(differences.flatMap(({ kind, row }) => (kind === 'deleted' ? [row] : [])))
    const [least, ...others] = [...gone].toSorted((a, b) => (a < b ? -1 : 1))
    if (least === undefined) continue
    const span = { after: least - 1n, upTo: others.at(-1) ?? least }
    const kept = await imported.kept(importedTable(table), source.id, span)
    requests.push(...kept.filter(({ row }) => gone.has(row)).map(({ columns }) => requestIn(columns)))
  }
  return requests
}
