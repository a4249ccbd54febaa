import { OutboxMessage } from '@fyntrix/domain/outbox'
import { DomainError, Id } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { epochMs, query } from '../shared/sql.ts'

/** PostgreSQL channel that is notified when messages were committed. */
export const outboxChannel = 'outbox'

/** PostgreSQL channel that is notified when publications were committed. */
export const publishedChannel = 'outbox_published'

/** A message that this transaction holds. `message` is null where this version of the program cannot read it: park it. */
export interface ClaimedMessage {
  readonly id: Id
  readonly topic: string
  readonly aggregate: string
  /** How often publication was tried and failed. */
  readonly attempts: number
  readonly createdAt: Date
  readonly message: OutboxMessage | null
}

/** A message that was published; `seq` has no gaps and grows in the order in which publications were committed. */
export interface PublishedMessage {
  readonly seq: number
  readonly id: Id
  readonly publishedAt: Date
  readonly message: OutboxMessage | null
}

/** What became of an attempt that failed. A parked message waits for a person, and lets the ones behind it pass. */
export interface PublishFailure {
  readonly error: string
  /** When to try again, from now on the database's clock. */
  readonly retryInMs: number
  readonly park: boolean
}

/** `lagSeconds`: age of the oldest message that is neither published nor parked; null when there is none. */
export interface OutboxStats {
  readonly pending: number
  readonly parked: number
  readonly lagSeconds: number | null
  readonly lastSeq: number
}

/** Messages of one aggregate are published in the order of their commits; those of different ones in any. */
export const aggregateOf = (message: OutboxMessage): string => {
  if (message.topic === 'top-picks.run-recorded') return `top-picks:${message.lane}:${message.universe}:${message.mode}`
  if (message.topic === 'dashboard.recorded') return `dashboard:${message.lane}:${message.period}`
  if (message.topic === 'portfolio.monitored') return `portfolio:${message.lane}:${message.accountId}:${message.kind}`
  if (message.topic === 'preferences.changed') return `preferences:${message.userId}`
  if (message.topic === 'llm-costs.settled') return 'llm-costs'
  if (message.topic === 'jobs.changed') return `jobs:${message.jobId}`
  if (message.topic === 'positions.monitored') return `positions:${message.lane}`
  if (message.topic === 'scalping.monitored') return `scalping:${message.lane}`
  return message.topic === 'recommendations.closed' ? `recommendations:${message.lane}` : `learnings:${message.lane}`
}

const readable = (payload: unknown): OutboxMessage | null => OutboxMessage.safeParse(payload).data ?? null
const publishedLongAgo = `published_at < least(?::timestamptz, clock_timestamp()) - ?::int * interval '1 day'`
const pending = 'published_at is null and parked_at is null'

/** The transactional outbox. A relay claims, publishes and marks in one transaction; several may run at once. */
export class OutboxRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /**
   * Adds a message to the transaction and wakes the relays when it commits. Appends to one aggregate wait for each other until their transactions
   * end, so that positions follow commits: append as late in the transaction as possible.
   */
  async append(message: OutboxMessage, id: Id): Promise<void> {
    const aggregate = aggregateOf(message)
    // before, and apart from, the insert: the position must be drawn while the lock is held
    await query(this.#em, `select pg_advisory_xact_lock(hashtextextended(?, 0)) is null as locked`, [
      `outbox:${aggregate}`,
    ])
    await query(
      this.#em,
      `with appended as (
         insert into outbox (id, topic, aggregate, payload) values (?, ?, ?, ?::jsonb) on conflict (id) do nothing returning id
       )
       select pg_notify(?, id::text) is null as notified from appended`,
      [id, message.topic, aggregate, JSON.stringify(message), outboxChannel],
    )
  }

  /**
   * Locks up to `limit` messages until the transaction ends: of each aggregate the first that is neither published nor parked, if it is due and
   * no other relay holds it. While it waits or is held, nothing behind it is given out.
   */
  async claim(limit: number): Promise<ClaimedMessage[]> {
    const rows = await query<{
      id: string
      topic: string
      aggregate: string
      attempts: number
      created_at: number
      payload: unknown
    }>(
      this.#em,
      `select id, topic, aggregate, attempts, ${epochMs('created_at')} as created_at, payload from outbox o
       where ${pending} and (next_attempt_at is null or next_attempt_at <= clock_timestamp())
         and not exists (
           select 1 from outbox e where e.aggregate = o.aggregate and e.position < o.position
             and e.published_at is null and e.parked_at is null
         )
       order by position limit ? for update of o skip locked`,
      [limit],
    )
    return rows.map((row) => ({
      id: Id.parse(row.id),
      topic: row.topic,
      aggregate: row.aggregate,
      attempts: row.attempts,
      createdAt: new Date(row.created_at),
      message: readable(row.payload),
    }))
  }

  /**
   * Numbers claimed messages, in the order given, as published. Whoever reads `seq > x` after a commit can never meet a lower number later: the
   * counter's row is locked from here to the end of the transaction, so call this last. A rollback takes its numbers back.
   */
  async markPublished(ids: readonly Id[]): Promise<number[]> {
    if (ids.length === 0) return []
    const rows = await query<{ seq: string }>(
      this.#em,
      `with counter as (
         update outbox_counter set last_seq = last_seq + ?::int where id = 1 returning last_seq - ?::int as before
       )
       update outbox o set published_at = clock_timestamp(), published_seq = counter.before + m.ordinality, last_error = null
       from counter, jsonb_array_elements_text(?::jsonb) with ordinality as m (id, ordinality)
       where o.id = m.id::uuid and o.published_at is null
       returning published_seq as seq`,
      [ids.length, ids.length, JSON.stringify(ids)],
    )
    if (rows.length !== ids.length) {
      throw new DomainError('internal', 'a message was marked as published that this relay did not hold')
    }
    await query(this.#em, `select pg_notify(?, '') is null as notified`, [publishedChannel])
    return rows.map((row) => Number(row.seq)).sort((a, b) => a - b)
  }

  /** Notes a failed attempt; the message stays first of its aggregate until its time comes, or is parked. */
  async recordFailure(id: Id, { error, retryInMs, park }: PublishFailure): Promise<void> {
    await query(
      this.#em,
      `update outbox set attempts = attempts + 1, last_error = ?,
         next_attempt_at = clock_timestamp() + ? * interval '1 millisecond',
         parked_at = case when ? then clock_timestamp() end
       where id = ?`,
      [error.slice(0, 2_000), retryInMs, park, id],
    )
  }

  /** Up to `limit` messages published after `after` and not longer than `maxAgeMs` ago, in order. */
  async published(after: number, limit: number, maxAgeMs: number): Promise<PublishedMessage[]> {
    const rows = await query<{ seq: string; id: string; published_at: number; payload: unknown }>(
      this.#em,
      `select published_seq as seq, id, ${epochMs('published_at')} as published_at, payload from outbox
       where published_seq > ? and published_at >= clock_timestamp() - ? * interval '1 millisecond'
       order by published_seq limit ?`,
      [after, maxAgeMs, limit],
    )
    return rows.map((row) => ({
      seq: Number(row.seq),
      id: Id.parse(row.id),
      publishedAt: new Date(row.published_at),
      message: readable(row.payload),
    }))
  }

  /** How far publication is behind. */
  async stats(): Promise<OutboxStats> {
    const [row] = await query<{ pending: number; parked: number; lag: number | null; last_seq: string }>(
      this.#em,
      `select count(*) filter (where parked_at is null)::int as pending, count(*) filter (where parked_at is not null)::int as parked,
         extract(epoch from clock_timestamp() - min(created_at) filter (where parked_at is null))::float8 as lag,
         (select last_seq from outbox_counter where id = 1) as last_seq
       from outbox where published_at is null`,
    )
    if (row === undefined) throw new DomainError('internal', 'an aggregate query gave no row')
    return { pending: row.pending, parked: row.parked, lagSeconds: row.lag, lastSeq: Number(row.last_seq) }
  }

  /** How many messages were published more than `days` before an instant, and before now on the database's clock. */
  async countPublished(days: number, now: Date): Promise<number> {
    const [row] = await query<{ n: string }>(this.#em, `select count(*) as n from outbox where ${publishedLongAgo}`, [
      now,
      days,
    ])
    return Number(row?.n ?? 0)
  }

  /** Removes at most `limit` of them, oldest first; answers how many went. What was not published, or is parked, stays. */
  async removePublished(days: number, now: Date, limit: number): Promise<number> {
    const gone = await query(
      this.#em,
      `delete from outbox where id in (
         select id from outbox where published_seq is not null and ${publishedLongAgo} order by published_seq limit ?
       ) returning 1 as gone`,
      [now, days, limit],
    )
    return gone.length
  }
}
