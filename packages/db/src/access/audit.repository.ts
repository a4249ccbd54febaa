import { AuditEntry } from '@fyntrix/domain/access'
import { DomainError, type Id } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { ensurePartitions } from '../shared/partitions.ts'
import { instant, query } from '../shared/sql.ts'

/** What is known of a call before it has a place in the log. */
export type AuditFacts = Omit<AuditEntry, 'seq' | 'hash'>

/** Which entries to list, newest first; `before` is exclusive. */
export interface AuditListing {
  readonly userId: Id | undefined
  readonly procedure: string | undefined
  readonly before: number | undefined
  readonly limit: number
}

/** What the head says, and the highest number that the log has, seen at once. */
export interface AuditHead {
  readonly seq: number
  readonly hash: string
  /** 0 for an empty log. */
  readonly last: number
}

type Row = Readonly<
  Record<'seq' | 'id' | 'at' | 'key_id' | 'user_id' | 'procedure' | 'outcome' | 'request_id' | 'hash', string>
> & {
  readonly input: string | null
}

const columns = `seq, id, ${instant('at')} as at, key_id, user_id, procedure, input, outcome, request_id, encode(hash, 'hex') as hash`

/** Entries back from the head in which one is looked for whose adding was not answered. */
const notLongAgo = 10_000

const entryFrom = ({ seq, key_id, user_id, request_id, ...rest }: Row): AuditEntry =>
  AuditEntry.parse({ seq: Number(seq), keyId: key_id, userId: user_id, requestId: request_id, ...rest })

/** The audit log: an entry a mutating call, each with a hash that covers the one before. Entries are added, never changed. */
export class AuditRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Makes the partition of an instant if it is missing, in a transaction. */
  async ensurePartition(at: Date): Promise<void> {
    await ensurePartitions((sql) => query(this.#em, sql), 'audit_log', at.getTime(), at.getTime())
  }

  /**
   * Adds entries at the end in their order, all or none, in one statement: writers wait for each other at the head's row, whatever process they are in, and whoever comes next
   * sees the head that the one before left. `covered` is what the hash covers of an entry. The partition of each `at` must be there.
   */
  async append(entries: readonly (AuditFacts & { readonly covered: string })[]): Promise<void> {
    if (entries.length === 0) return
    const rows = await query(
      this.#em,
      `with recursive given as (
         select * from json_to_recordset(?::json) as g(
           n bigint, covered text, id uuid, at timestamptz, "keyId" uuid, "userId" uuid, procedure text, input text, outcome text, "requestId" text
         )
       ), held as materialized (
         select seq, hash from audit_head where id = 1 for update
       ), chain as (
         select 0::bigint as n, seq, hash from held
         union all
         select g.n, c.seq + 1, sha256(c.hash || int8send(c.seq + 1) || convert_to(g.covered, 'UTF8'))
         from chain c join given g on g.n = c.n + 1
       ), head as (
         update audit_head h set seq = last.seq, hash = last.hash
         from (select seq, hash from chain order by n desc limit 1) last where h.id = 1
       )
       insert into audit_log (seq, id, at, key_id, user_id, procedure, input, outcome, request_id, hash)
       select c.seq, id, at, "keyId", "userId", procedure, input, outcome, "requestId", c.hash
       from chain c join given g using (n) returning seq`,
      [JSON.stringify(entries.map((entry, n) => ({ n: n + 1, ...entry })))],
    )
    if (rows.length !== entries.length)
      throw new DomainError('internal', 'the audit log has no head: nothing can be added')
  }

  /**
   * Which of these entries were added not long ago, in the transaction that adds the others: nobody else adds any until it ends. For entries whose adding was not answered: it
   * may have happened all the same.
   */
  async heldAndAdded(ids: readonly Id[]): Promise<ReadonlySet<string>> {
    await query(this.#em, `select 1 from audit_head where id = 1 for update`)
    // a statement of its own: it sees what whoever held the head before has committed
    const rows = await query<{ id: string }>(
      this.#em,
      `select id from audit_log where seq > (select seq from audit_head where id = 1) - ? and id in (select jsonb_array_elements_text(?::jsonb)::uuid)`,
      [notLongAgo, JSON.stringify(ids)],
    )
    return new Set(rows.map(({ id }) => id))
  }

  /** Throws `internal` when the head is missing, which nothing of ours removes. */
  async head(): Promise<AuditHead> {
    const [row] = await query<{ seq: string; hash: string; last: string }>(
      this.#em,
      `select seq, encode(hash, 'hex') as hash, coalesce((select max(seq) from audit_log), 0) as last from audit_head`,
    )
    if (row === undefined) throw new DomainError('internal', 'the audit log has no head')
    return { seq: Number(row.seq), hash: row.hash, last: Number(row.last) }
  }

  /** Entries in the order of the chain, those after a number. */
  async after(seq: number, limit: number): Promise<AuditEntry[]> {
    const rows = await query<Row>(this.#em, `select ${columns} from audit_log where seq > ? order by seq, at limit ?`, [
      seq,
      limit,
    ])
    return rows.map(entryFrom)
  }

  /** A page of entries, newest first. */
  async list({ userId, procedure, before, limit }: AuditListing): Promise<AuditEntry[]> {
    const rows = await query<Row>(
      this.#em,
      `select ${columns} from audit_log
       where seq < coalesce(?::bigint, 9223372036854775807)
         and (?::uuid is null or user_id = ?) and (?::text is null or procedure = ?)
       order by seq desc limit ?`,
      [before ?? null, userId ?? null, userId ?? null, procedure ?? null, procedure ?? null, limit],
    )
    return rows.map(entryFrom)
  }
}
