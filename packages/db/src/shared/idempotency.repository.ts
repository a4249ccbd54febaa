import { DomainError, type Json } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { query } from './sql.ts'

/** A request that its sender may repeat. `requestHash` tells a repetition from another request under the same key. */
export interface IdempotentRequest {
  readonly scope: string
  readonly key: string
  readonly requestHash: string
  /** How long the result is remembered, on the database's clock. */
  readonly lifetimeMs: number
}

/** `first`: the caller does the work and stores its result. Otherwise the work was done, and this is what it gave. */
export type Claim = { readonly first: true } | { readonly first: false; readonly result: Json }

const otherRequest = (): DomainError =>
  new DomainError('conflict', 'this idempotency key was used for another request: send a new key')

const expired = `expires_at < least(?::timestamptz, clock_timestamp())`

/** Idempotency keys. Everything here belongs into the transaction of the effect: both are committed, or neither. */
export class IdempotencyRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /**
   * Takes a key, or gives the result of whoever took it. A second caller waits until the first one's transaction ends: it then gets the result,
   * or becomes the first if that was rolled back. Throws `conflict` when the key stands for another request. An expired key is free again.
   */
  async claim({ scope, key, requestHash, lifetimeMs }: IdempotentRequest): Promise<Claim> {
    const taken = await query(
      this.#em,
      `insert into idempotency_keys as k (scope, key, request_hash, expires_at)
       values (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
       on conflict (scope, key) do update
         set request_hash = excluded.request_hash, result = null, created_at = now(), expires_at = excluded.expires_at
         where k.expires_at <= clock_timestamp()
       returning 1 as taken`,
      [scope, key, requestHash, lifetimeMs],
    )
    if (taken.length > 0) return { first: true }
    // a statement of its own: it sees what the transaction that we waited for has committed
    const [stored] = await query<{ request_hash: string; result: Json }>(
      this.#em,
      `select request_hash, result from idempotency_keys where scope = ? and key = ?`,
      [scope, key],
    )
    if (stored?.request_hash !== requestHash) {
      throw otherRequest()
    }
    return { first: false, result: stored.result }
  }

  /** What a request gave before, undefined when it has not been done yet. Throws `conflict` when the key stands for another request. */
  async find({ scope, key, requestHash }: Omit<IdempotentRequest, 'lifetimeMs'>): Promise<Json | undefined> {
    const [stored] = await query<{ request_hash: string; result: Json }>(
      this.#em,
      `select request_hash, result from idempotency_keys where scope = ? and key = ? and expires_at > clock_timestamp()`,
      [scope, key],
    )
    if (stored === undefined) return undefined
    if (stored.request_hash !== requestHash) throw otherRequest()
    return stored.result
  }

  /** Stores the result of a claimed key for those who repeat the request. */
  async complete(scope: string, key: string, result: Json): Promise<void> {
    await query(this.#em, `update idempotency_keys set result = ?::jsonb where scope = ? and key = ?`, [
      JSON.stringify(result),
      scope,
      key,
    ])
  }

  /** How many keys expired before an instant, and before now on the database's clock. */
  async countExpired(before: Date): Promise<number> {
    const [row] = await query<{ n: string }>(this.#em, `select count(*) as n from idempotency_keys where ${expired}`, [
      before,
    ])
    return Number(row?.n ?? 0)
  }

  /** Removes at most `limit` of them; answers how many went. One that is taken again meanwhile stays. */
  async removeExpired(before: Date, limit: number): Promise<number> {
    const gone = await query(
      this.#em,
      `delete from idempotency_keys where (scope, key) in (
         select scope, key from idempotency_keys where ${expired} order by expires_at limit ? for update skip locked
       ) returning 1 as gone`,
      [before, limit],
    )
    return gone.length
  }
}
