import { setTimeout as delay } from 'node:timers/promises'
import { DomainError } from '@fyntrix/domain/shared'
import type { PlannedTable } from '../databases/planned-table.ts'
import { applyDocuments } from '../documents/apply-documents.ts'
import type { Problem } from '../inspection.ts'
import { onClaimedHome } from '../installation/claim.ts'
import { filesOf, makePlan, type Plan, rootOf } from '../plan.ts'
import type { Target } from '../target.ts'
import { followFiles, newFilesState } from './follow-files.ts'
import { followTable, newTableState, type TableState } from './follow-table.ts'

/** What one look at an installation brought. */
export interface FollowRound {
  /** Whether every row and file was compared; otherwise the newest, and some of the others in turn. */
  readonly whole: boolean
  /** Rows, and with a whole look items of files, that were read for the first time. */
  readonly added: number
  /** Those that were written anew, because the legacy system changed them. */
  readonly replaced: number
  /** Files that are new or became others. */
  readonly files: number
  /** What is locked, or written by somebody else: it is looked at again. */
  readonly waiting: readonly Problem[]
  /** What cannot be read, and what wants a look. */
  readonly problems: readonly Problem[]
}

/** Rows that the legacy system deleted since they were imported. They stay here. */
export interface DeletedRows {
  readonly path: string
  readonly table: PlannedTable['table']
  readonly rows: readonly bigint[]
}

export interface FollowerOptions {
  readonly signal?: AbortSignal | undefined
  /** Rows of a table that are compared in a round that is not whole, of the newest and of the others each. */
  readonly window?: number | undefined
  /** Whether rows that were imported before are compared at all. Without it what the legacy system changes is lost: a proof needs that. */
  readonly changes?: boolean | undefined
}

/** What to look at: the newest rows and some of the others where nothing is said. */
export interface RoundOptions {
  /** Every row and file. */
  readonly whole?: boolean | undefined
  /** One table alone, and no files. */
  readonly table?: PlannedTable['table'] | undefined
}

/** Looks at an installation again and again, one look at a time, and imports what is new and what changed. */
export interface Follower {
  /** Looks once; whoever calls meanwhile waits for their turn. Throws the signal's reason, `conflict` when the home holds another installation, and `invalid-input` when the folder is none. */
  round(options?: RoundOptions): Promise<FollowRound>
  /** Does work while no look is going on. */
  still<T>(work: () => Promise<T>): Promise<T>
  /** Rows that were found deleted so far. */
  deleted(): readonly DeletedRows[]
  /** What is followed, as it was planned last. */
  plan(): Plan
}

/** A file of a database or a row of a table may be in use: that passes. */
const passes = new Set(['unavailable', 'conflict'])
/** It may be repaired, or come back. */
const stays = new Set(['invalid-input', 'not-found'])

const defaultWindow = 5_000
const noItems: Awaited<ReturnType<typeof applyDocuments>> = { documents: [], problems: [] }

/** A follower of an installation. Nothing is read before the first round. */
export const createFollower = (
  target: Target,
  folder: string,
  { signal, window = defaultWindow, changes = true }: FollowerOptions = {},
): Follower => {
  let plan: Plan | undefined
  let databases = ''
  const tables = new Map<string, TableState>()
  const files = newFilesState()
  let queue: Promise<unknown> = Promise.resolve()

  const planned = (whole: boolean): { readonly now: Plan; readonly found: ReturnType<typeof filesOf> } => {
    const found = filesOf(folder)
    const names = found.files.flatMap(({ path, kind }) => (kind === 'database' ? [path] : [])).join('\0')
    if (plan === undefined || whole || names !== databases) plan = makePlan(folder, { ...(signal && { signal }) })
    // one that could not be opened is planned again with the next round
    databases = lockedIn(plan).length > 0 ? '' : names
    return { now: plan, found }
  }

  const look = async ({ whole = false, table }: RoundOptions): Promise<FollowRound> => {
    signal?.throwIfAborted()
    const { now, found } = planned(whole && table === undefined)
    const waiting: Problem[] = [...lockedIn(now)]
    const problems: Problem[] = []
    let [added, replaced] = [0, 0]
    for (const each of now.tables) {
      if (table !== undefined && each.table !== table) continue
      const place = `${each.path}#${each.table}`
      const state = tables.get(place) ?? newTableState(each)
      tables.set(place, state)
      try {
        const options = { whole, changes, window: BigInt(window), signal }
        const round = await followTable(target.imported, now.root, state, options)
        added += round.added
        replaced += round.replaced
      } catch (error) {
        signal?.throwIfAborted()
        if (!(error instanceof DomainError)) throw error
        if (passes.has(error.code)) waiting.push({ place, reason: error.message })
        else if (stays.has(error.code)) problems.push({ place, reason: error.message })
        else throw error
      }
    }
    const wanted = table === undefined ? found.files : []
    const kept = await followFiles(target, now.root, wanted, files, { whole, signal })
    // items are found by reading their files from the start: not with every look
    const items = whole ? await applyDocuments(target, now.root, wanted, { signal }) : noItems
    for (const each of items.documents) {
      added += each.added
      replaced += each.replaced
    }
    const unread = now.unread.filter(({ place }) => waiting.every((one) => one.place !== place))
    return {
      whole,
      added,
      replaced,
      files: kept.changed,
      waiting,
      problems: [...problems, ...kept.problems, ...items.problems, ...(table === undefined ? unread : [])],
    }
  }

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work)
    queue = turn.catch(() => undefined)
    return turn
  }

  return {
    round: (options = {}) => inTurn(() => onClaimedHome(target, rootOf(folder), () => look(options))),
    still: inTurn,
    deleted: () =>
      [...tables.values()]
        .filter(({ deleted }) => deleted.size > 0)
        .map(({ path, table, deleted }) => ({ path, table, rows: [...deleted].toSorted((a, b) => (a < b ? -1 : 1)) })),
    plan: () => (plan ??= makePlan(folder)),
  }
}

/** Databases that were planned while somebody kept them to himself. */
const lockedIn = ({ unread, locked }: Plan): readonly Problem[] => unread.filter(({ place }) => locked.includes(place))

/** Waits for so many milliseconds, or until the signal. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>

export const realWait: Wait = (ms, signal) => delay(ms, undefined, signal && { signal })
