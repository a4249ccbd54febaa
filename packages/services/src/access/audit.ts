import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AuditFacts } from '@fyntrix/db/access'
import type { Database } from '@fyntrix/db/shared'
import type { AuditCheck, AuditEntry, AuditQuery, AuditVerdict } from '@fyntrix/domain/access'
import { DomainError, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import { gathered, type Log } from '../shared/index.ts'
import type { Session } from './authentication.ts'
import { redact } from './redact.ts'

/** A mutating call that ended. */
export interface AuditedCall {
  readonly by: Pick<Session, 'keyId' | 'userId'>
  readonly procedure: string
  /** As it came, secrets and all: what is written is redacted here. */
  readonly input: unknown
  readonly outcome: AuditEntry['outcome']
  readonly requestId: string
}

/** The log of mutating calls, a chain of hashes. */
export interface Audit {
  /**
   * Adds a call to the log. Never rejects: the call has happened, and its caller must hear how it ended. What could not be written after three
   * attempts goes, whole, into the process's log as an error.
   */
  record(call: AuditedCall): Promise<void>
  /** A page of calls, newest first. */
  list(query: AuditQuery): Promise<AuditEntry[]>
  /** Computes every hash again and compares it with what is stored, the last one with the head, and with a position that was kept outside. */
  verify(check: AuditCheck): Promise<AuditVerdict>
}

const pauses = [50, 250]
const page = 2_000
/** Entries that go in one transaction. */
const mostTogether = 100
const mostProblems = 100
/** Before the first entry. */
const genesis = Buffer.alloc(32)

/** What a hash covers of an entry, besides its number and the entry before. */
const coveredOf = ({ id, at, keyId, userId, procedure, input, outcome, requestId }: AuditFacts): string =>
  JSON.stringify([id, at, keyId, userId, procedure, input, outcome, requestId])

const numberOf = (seq: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(seq))
  return bytes
}

/** The same as the database computes when an entry is added. */
const hashOf = (before: Buffer, entry: AuditEntry): Buffer =>
  createHash('sha256').update(before).update(numberOf(entry.seq)).update(coveredOf(entry)).digest()

/** An entry to be added; `again` when it may have been added before, and nobody heard of it. */
interface Adding {
  readonly facts: AuditFacts
  readonly again: boolean
}

export const createAudit = ({
  db,
  wall,
  log,
}: {
  readonly db: Database
  readonly wall: Now
  readonly log: Log
}): Audit => {
  const ready = new Set<string>()

  const ensureMonth = async (at: string): Promise<void> => {
    const month = at.slice(0, 7)
    if (ready.has(month)) return
    await db.transaction((tx) => tx.audit.ensurePartition(new Date(at)))
    ready.add(month)
  }

  const append = async (entries: readonly Adding[]): Promise<void> => {
    for (const { facts } of entries) await ensureMonth(facts.at)
    const covered = entries.map(({ facts }) => ({ ...facts, covered: coveredOf(facts) }))
    const doubtful = entries.filter(({ again }) => again)
    if (doubtful.length === 0) return db.repositories().audit.append(covered)
    await db.transaction(async ({ audit }) => {
      const there = await audit.heldAndAdded(doubtful.map(({ facts }) => facts.id))
      await audit.append(covered.filter(({ id }) => !there.has(id)))
    })
  }

  const errorOf = async (entries: readonly Adding[]): Promise<unknown> => {
    try {
      await append(entries)
      return null
    } catch (error) {
      return error
    }
  }

  // entries wait for each other here, not each on a connection of its own, and those that waited go in one transaction
  const added = gathered(
    async (entries: readonly Adding[]) => {
      const error = await errorOf(entries)
      const isOfOne = error !== null && !(error instanceof DomainError && error.code === 'unavailable')
      if (!isOfOne || entries.length === 1) return entries.map(() => error)
      // one that cannot be added must not keep the others out
      const errors: unknown[] = []
      for (const one of entries) errors.push(await errorOf([one]))
      return errors
    },
    { most: mostTogether },
  )

  /** Reads the whole log. `wanted` are the numbers of the entries whose hashes are asked for. */
  const readChain = async (wanted: ReadonlySet<number>) => {
    const { audit } = db.repositories()
    const head = await audit.head()
    const problems: string[] = []
    const hashes = new Map<number, string>()
    let seq = 0
    let entries = 0
    let before: Buffer = genesis
    // entries that were added since the look at the head are the next check's
    reading: while (seq < head.seq && problems.length < mostProblems) {
      const found = await audit.after(seq, page)
      for (const entry of found) {
        if (entry.seq > head.seq) break reading
        if (entry.seq !== seq + 1)
          problems.push(entry.seq === seq ? `${seq} is there twice` : `${seq + 1} to ${entry.seq - 1} are missing`)
        else if (!hashOf(before, entry).equals(Buffer.from(entry.hash, 'hex')))
          problems.push(`${entry.seq} is not what was written`)
        // from what is stored, so that one change is one problem
        before = Buffer.from(entry.hash, 'hex')
        seq = entry.seq
        entries += 1
        if (wanted.has(seq)) hashes.set(seq, entry.hash)
      }
      if (found.length < page) break
    }
    if (problems.length < mostProblems) {
      if (seq !== head.seq) problems.push(`the log ends at ${seq}, but its head is ${head.seq}: the last are missing`)
      else if (before.toString('hex') !== head.hash) problems.push(`the head is not the hash of ${seq}`)
      if (head.last > head.seq) problems.push(`the log goes on to ${head.last}, but its head is ${head.seq}`)
    }
    return { entries, head: { seq: head.seq, hash: head.hash }, problems, hashes }
  }

  // reading takes long: those who ask while somebody reads share the next reading
  const verified = gathered(
    async (checks: readonly AuditCheck[]) => {
      const wanted = new Set(checks.flatMap(({ expected }) => expected?.seq ?? []))
      const { hashes, ...chain } = await readChain(wanted)
      return checks.map(({ expected }): AuditVerdict => {
        const isKept = expected === undefined || expected.seq === 0 || hashes.get(expected.seq) === expected.hash
        const isTold = isKept || chain.problems.length >= mostProblems
        const problems = isTold
          ? chain.problems
          : [...chain.problems, `${expected.seq} is not on the chain as it was kept`]
        return { intact: problems.length === 0, ...chain, problems }
      })
    },
    { most: Number.POSITIVE_INFINITY },
  )

  return {
    async record({ by, procedure, input, outcome, requestId }) {
      const at = wall()
      const { keyId, userId } = by
      const facts = {
        id: newId(at),
        at: toInstant(at),
        keyId,
        userId,
        procedure,
        input: redact(input),
        outcome,
        requestId,
      }
      let again = false
      for (const pause of [...pauses, null]) {
        const error = await added({ facts, again })
        if (error === null) return
        again = true
        if (pause === null) log.error({ audit: facts, err: error }, 'a call could not be added to the audit log')
        else await sleep(pause)
      }
    },

    list: ({ userId, procedure, before, limit }) => db.repositories().audit.list({ userId, procedure, before, limit }),

    verify: verified,
  }
}
