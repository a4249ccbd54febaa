import { type ImportedReadsRepository, type ImportedRepository, importedTable } from '@fyntrix/db/imported'
import { rowsIn } from '../../databases/rows-there.ts'
import { askHere } from './ask-here.ts'
import { askLegacy } from './ask-legacy.ts'
import { compareAnswers } from './compare-answers.ts'
import { deletedRequests, quarantinedRows } from './left-out.ts'
import type { LegacyStores, Store } from './legacy-stores.ts'
import { type AnswerDifference, type AnswerItem, type Question, tableOf } from './question.ts'
import type { UsageRow } from './usage.ts'

/** What was found to be why two answers differed. */
export const causes = [
  'written after the position of the follower',
  'changed after the position of the follower',
  'quarantined',
  'deleted there',
  'of another database',
] as const
export type Cause = (typeof causes)[number]

export interface Sides {
  readonly root: string
  readonly imported: ImportedRepository
  readonly reads: ImportedReadsRepository
}

/** A question whose answers are compared once more, with all that is known to be no fault left out on either side. */
export interface Exact {
  readonly difference: AnswerDifference | null
  /** What was left out. */
  readonly causes: readonly Cause[]
}

/** What is left out of answers by the place of their table, looked up once for many questions. */
export type Memo = Map<string, Promise<LeftOut | null>>

interface LeftOut {
  readonly source: number
  /** The position of the follower. */
  readonly upTo: bigint
  readonly quarantined: ReadonlySet<bigint>
  /** Requests to language models that are kept here and were deleted there. */
  readonly deleted: readonly UsageRow[]
}

const lookUp = async (sides: Sides, store: Store): Promise<LeftOut | null> => {
  const source = await sides.imported.find(store.path, store.table)
  if (source === null || source.lastRow === null) return null
  return {
    source: source.id,
    upTo: source.lastRow,
    quarantined: await quarantinedRows(sides.imported, source),
    deleted: store.table === 'llm_requests' ? await deletedRequests(sides, store, source) : [],
  }
}

const leftOutOf = (sides: Sides, store: Store, memo: Memo): Promise<LeftOut | null> => {
  const place = `${store.path}#${store.table}`
  const looking = memo.get(place) ?? lookUp(sides, store)
  memo.set(place, looking)
  return looking
}

const most = 5_000
const pages = { least: 50, factor: 4 }

interface Ours {
  readonly items: readonly AnswerItem[]
  readonly causes: ReadonlySet<Cause>
}

/** Items that the legacy system still has. */
const stillThere = async (
  { imported }: Sides,
  { database, table, number }: Store,
  { source, upTo }: { readonly source: number; readonly upTo: bigint },
  items: readonly AnswerItem[],
): Promise<Ours> => {
  const ids = items.flatMap(({ externalId }) => (externalId === undefined ? [] : [externalId]))
  const places = await imported.placesOf(importedTable(table), ids)
  const own = [...places.values()].filter((place) => place.source === source).map(({ row }) => row)
  const there = rowsIn(database, { name: table, number }, own)
  const found = new Set<Cause>()
  const left = items.filter(({ externalId }) => {
    const place = places.get(externalId ?? '')
    const cause: Cause | null =
      place === undefined || place.row > upTo
        ? 'written after the position of the follower'
        : place.source !== source
          ? 'of another database'
          : there.has(place.row)
            ? null
            : 'deleted there'
    if (cause !== null) found.add(cause)
    return cause === null
  })
  return { items: left, causes: found }
}

/** Our answer without what the legacy system no longer has: more is asked for until there is enough. */
const askOurs = async (
  sides: Sides,
  store: Store,
  at: { readonly source: number; readonly upTo: bigint },
  question: Question,
): Promise<Ours> => {
  if (question.kind === 'usage') return { items: await askHere(sides.reads, question), causes: new Set() }
  if (question.kind === 'latest run') {
    const first = await stillThere(sides, store, at, await askHere(sides.reads, question))
    if (first.causes.size === 0) return first
    const { universe, mode } = question
    const all = await askHere(sides.reads, { kind: 'runs', universe, mode, limit: most })
    const full = all.filter(({ values }) => Number(values['payloadPicks'] ?? values['picksCount'] ?? 0) > 0)
    const [latest] = (await stillThere(sides, store, at, full)).items
    const runId = latest?.values['runId']
    const items = typeof runId === 'string' ? await askHere(sides.reads, { kind: 'run', runId }) : []
    return { items, causes: first.causes }
  }
  if (question.kind === 'run' || question.kind === 'levels')
    return stillThere(sides, store, at, await askHere(sides.reads, question))
  const offset = question.kind === 'dataset' ? question.offset : 0
  const wanted = offset + question.limit
  for (let more = pages.least; ; more *= pages.factor) {
    const items = await askHere(sides.reads, question, more)
    const left = await stillThere(sides, store, at, items)
    const isAll = items.length < wanted + more
    if (isAll || left.items.length >= wanted || more > most)
      return { items: left.items.slice(offset, wanted), causes: left.causes }
  }
}

/**
 * Asks a question again on both sides and compares exactly: rows above the position of the follower, and quarantined ones, do not count there; rows that were deleted there, or come from another database, do not
 * count here. What differs even so has no cause that is known.
 */
export const compareExactly = async (
  sides: Sides,
  stores: LegacyStores,
  question: Question,
  memo: Memo,
): Promise<Exact | null> => {
  const table = tableOf[question.kind]
  const store = stores.store(table)
  if (store === undefined) return null
  const leftOut = await leftOutOf(sides, store, memo)
  if (leftOut === null) return null
  const { source, upTo, quarantined, deleted: also } = leftOut
  const found = new Set<Cause>()
  const without = (row: bigint): boolean => {
    if (row > upTo) found.add('written after the position of the follower')
    else if (quarantined.has(row)) found.add('quarantined')
    else return false
    return true
  }
  const ours = await askOurs(sides, store, { source, upTo }, question)
  const there = askLegacy(store.database, { table, number: store.number, without, also }, question)
  if (also.length > 0) found.add('deleted there')
  return { difference: compareAnswers(there, ours.items), causes: [...new Set([...found, ...ours.causes])] }
}
