import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportedFile } from '@fyntrix/db/imported'
import type { Redis } from 'ioredis'
import { orReason, placeOf } from './candles/or-reason.ts'
import { placesOf } from './candles/planned-caches.ts'
import { type CandleProof, verifyCandleCache } from './candles/verify.ts'
import { type AggregateDifference, compareAggregates } from './databases/compare-aggregates.ts'
import type { RowDifference } from './databases/compare-stretch.ts'
import { compareTable } from './databases/compare-table.ts'
import type { PlannedTable } from './databases/planned-table.ts'
import { notProved, type VerifiedDocument, verifyDocuments } from './documents/verify-documents.ts'
import { isKept } from './files/index-files.ts'
import { keptPath, sha256Of } from './files/keep-file.ts'
import type { Problem } from './inspection.ts'
import { heldInstead } from './installation/claim.ts'
import { filesOf, makePlan, type Plan } from './plan.ts'
import type { Target } from './target.ts'
import { type ValueVerification, verifyValues } from './values/index.ts'
import { valuesToMove } from './values/planned-values.ts'

export interface VerifyOptions {
  /** A connection to the legacy Redis, whose values are to be proved too. */
  readonly redis?: Redis | undefined
  /** Whether values in Redis are left out: they are caches, and end by themselves. */
  readonly withoutValues?: boolean | undefined
  /** Folders of candle caches that are left out. */
  readonly withoutCaches?: ReadonlySet<string> | undefined
  readonly signal?: AbortSignal | undefined
  /** Told what is compared, and of how many rows of it so far. */
  readonly onProgress?: ((what: string, rows: number, of: number) => void) | undefined
}

/** What was proved of a table. */
export interface VerifiedTable {
  readonly path: string
  readonly table: string
  /** Rows that are equal in both stores, those that stand in quarantine included. */
  readonly proved: number
  /** Rows of the legacy system that were not imported yet: `apply` imports them. */
  readonly waiting: number
  /** Rows that are kept here and that the legacy system deleted. They count as differences. */
  readonly deleted: number
  readonly differences: readonly RowDifference[]
  /** More differences than are listed. */
  readonly unlisted: number
  readonly aggregates: readonly AggregateDifference[]
  /** SHA-256 of all that is kept of the table, to be compared with that of another import of the same rows. */
  readonly hash: string
  readonly elapsedMs: number
}

/** What `verify` found. */
export interface Verified {
  readonly root: string
  /** The installation that the home holds, where it is another one: then nothing is compared. */
  readonly homeHolds: string | null
  readonly tables: readonly VerifiedTable[]
  readonly candles: readonly (CandleProof & { readonly folder: string })[]
  /** Candle caches that cannot be read. */
  readonly unreadCaches: readonly Problem[]
  readonly documents: readonly VerifiedDocument[]
  /** Null where nothing goes to Redis. */
  readonly values: ValueVerification | null
  readonly files: { readonly proved: number; readonly problems: readonly Problem[] }
  /** Rows of `ai_recommendations` with a run: how many there are, and how many of those runs are here. */
  readonly links: { readonly recommendations: number; readonly linked: number }
  /** What is not imported, and why: what the plan says of it, and candle files that were refused. */
  readonly unread: readonly Problem[]
  /** Databases among them that somebody kept to himself: another time they can be read. */
  readonly locked: readonly string[]
  /** Whether everything is proved, nothing waits, and nothing is unread. Rows in a quarantine are kept, and proved. */
  readonly proved: boolean
}

const mostListed = 1_000

const verifyTable = async (
  { imported }: Target,
  root: string,
  planned: PlannedTable,
  { signal, onProgress }: VerifyOptions,
): Promise<VerifiedTable> => {
  const began = performance.now()
  const { path, table, rows } = planned
  const source = await imported.find(path, table)
  const hash = createHash('sha256')
  const differences: RowDifference[] = []
  const deleted: bigint[] = []
  let [proved, seen, unlisted] = [0, 0, 0]
  const onRows = (more: number) => {
    seen += more
    onProgress?.(`${path}#${table}`, seen, rows)
  }
  for await (const compared of source ? compareTable(imported, root, planned, source, { signal, onRows }) : []) {
    proved += compared.proved
    hash.update(compared.hash)
    const room = mostListed - differences.length
    differences.push(...compared.differences.slice(0, room))
    for (const { kind, row } of compared.differences) if (kind === 'deleted') deleted.push(row)
    unlisted += Math.max(0, compared.differences.length - room)
  }
  const aggregates = source === null ? [] : await compareAggregates(imported, join(root, path), table, source, deleted)
  return {
    path,
    table,
    proved,
    waiting: Math.max(0, rows - seen),
    deleted: deleted.length,
    differences,
    unlisted,
    aggregates,
    hash: hash.digest('hex'),
    elapsedMs: performance.now() - began,
  }
}

const fileProblem = async (
  target: Target,
  root: string,
  path: string,
  known: ImportedFile | undefined,
): Promise<string | null> => {
  if (known === undefined) return 'not looked at yet: apply does'
  const sha256 = await sha256Of(join(root, path))
  if (sha256 !== known.sha256) return 'changed since it was kept: apply keeps it anew'
  const copy = keptPath(target.folder, sha256)
  if (!existsSync(copy)) return 'its copy is gone: apply keeps it anew'
  return (await sha256Of(copy)) === sha256 ? null : 'its copy was changed'
}

const verifyFiles = async (target: Target, root: string, { signal, onProgress }: VerifyOptions) => {
  const known = new Map((await target.importedFiles.list()).map((file) => [file.path, file]))
  const problems: Problem[] = []
  const files = filesOf(root).files.filter(({ kind }) => isKept(kind))
  for (const [i, { path }] of files.entries()) {
    signal?.throwIfAborted()
    onProgress?.(path, i + 1, files.length)
    const reason = await fileProblem(target, root, path, known.get(path))
    if (reason !== null) problems.push({ place: path, reason })
  }
  return { proved: files.length - problems.length, problems }
}

const refusedFiles = ({ folder, refused }: Verified['candles'][number]): Problem[] =>
  refused.map((file) => ({
    place: `${placeOf(folder)}/${file}`,
    reason: "no row of this candle file was read: 'apply' says why",
  }))

const verifyCaches = async (
  target: Target,
  { root, candles }: Plan,
  { signal, onProgress, withoutCaches }: VerifyOptions,
) => {
  const proofs: Verified['candles'][number][] = []
  const unread: Problem[] = []
  for (const planned of candles.filter(({ folder }) => withoutCaches?.has(folder) !== true)) {
    const { cache, instruments } = placesOf(root, planned)
    const { folder } = planned
    const proof = await orReason(() =>
      verifyCandleCache(target, cache, {
        instruments,
        signal,
        onProgress: (done, of, file) => onProgress?.(`${folder} ${file}`, done, of),
      }),
    )
    if ('reason' in proof) unread.push({ place: placeOf(folder), reason: proof.reason })
    else proofs.push({ folder, ...proof.found })
  }
  return { proofs, unread }
}

/** Of an installation that the home does not hold. */
const notHeld = ({ root, unread, locked }: Plan, homeHolds: string): Verified => ({
  root,
  homeHolds,
  tables: [],
  candles: [],
  unreadCaches: [],
  documents: [],
  values: null,
  files: { proved: 0, problems: [] },
  links: { recommendations: 0, linked: 0 },
  unread,
  locked,
  proved: false,
})

/**
 * Proves every row, candle, value and file of an installation that was imported: by SHA-256 in either store, then by their sums, then by what they refer to. Writes nothing. A difference is told with its row and
 * columns, and so is what is not imported, which is not proved either. Of an installation that the home does not hold nothing is compared, and that is told. Throws like `makePlan`.
 */
export const verify = async (target: Target, folder: string, options: VerifyOptions = {}): Promise<Verified> => {
  const plan = makePlan(folder)
  const { root } = plan
  const other = await heldInstead(target, root)
  if (other !== null) return notHeld(plan, other.root)
  const tables: VerifiedTable[] = []
  for (const table of plan.tables) tables.push(await verifyTable(target, root, table, options))
  const { proofs: candles, unread: unreadCaches } = await verifyCaches(target, plan, options)
  const documents = await verifyDocuments(target, root, filesOf(root).files, options)
  const files = await verifyFiles(target, root, options)
  const moved = options.withoutValues === true ? null : await valuesToMove(target, plan, options)
  const values = moved === null ? null : await verifyValues(moved.target, moved.sources, moved.options)
  const links = await target.imported.links()
  const unread = [...plan.unread, ...candles.flatMap(refusedFiles)]
  const wrong = [
    unread.length,
    ...tables.map(({ waiting, differences, aggregates }) => waiting + aggregates.length + differences.length),
    ...candles.map(({ differing, unexpectedSeries }) => differing + unexpectedSeries.length),
    unreadCaches.length,
    notProved(documents),
    files.problems.length,
    values === null ? 0 : values.missing.length + values.different.length + values.times.length,
  ]
  return {
    root,
    homeHolds: null,
    tables,
    candles,
    unreadCaches,
    documents,
    values,
    files,
    links,
    unread,
    locked: plan.locked,
    proved: wrong.every((n) => n === 0),
  }
}
