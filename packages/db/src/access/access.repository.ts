import { Scope } from '@fyntrix/domain/access'
import { Id } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { mapped } from '../shared/errors.ts'
import { query } from '../shared/sql.ts'
import { ApiKeyEntity } from './access.entity.ts'

/** Owner of everything until there are more users; the first migration writes it. */
export const defaultUserId: Id = Id.parse('00000000-0000-7000-8000-000000000001')

/** The default user's account; its views in Redis use the bare keys. */
export const defaultAccountId: Id = Id.parse('00000000-0000-7000-8000-000000000002')

/** A key to the API as it is stored: never the key, only a hash of at least 256 bits. */
export interface ApiKey {
  readonly id: Id
  readonly userId: Id
  readonly prefix: string
  readonly hash: Uint8Array
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  readonly lastUsedAt: Date | null
}

/** A trading account and whose it is. */
export interface Account {
  readonly id: Id
  readonly userId: Id
  readonly name: string
}

/** Who may call, and with which keys. */
export class AccessRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** The key with this public prefix, expired or revoked or not; null when there is none. */
  async findByPrefix(prefix: string): Promise<ApiKey | null> {
    const key = await mapped(() => this.#em.findOne(ApiKeyEntity, { prefix }, { disableIdentityMap: true }))
    if (key === null) return null
    return {
      id: Id.parse(key.id),
      userId: Id.parse(key.user.id),
      prefix: key.prefix,
      hash: key.hash,
      name: key.name,
      scopes: key.scopes.map((scope) => Scope.parse(scope)),
      createdAt: key.createdAt,
      expiresAt: key.expiresAt ?? null,
      revokedAt: key.revokedAt ?? null,
      lastUsedAt: key.lastUsedAt ?? null,
    }
  }

  /** Writes a key. Throws `conflict` when its id or prefix is taken or its user is unknown. */
  async insertKey({ userId, hash, scopes, ...key }: ApiKey): Promise<void> {
    await mapped(() =>
      this.#em.insert(ApiKeyEntity, { ...key, user: userId, hash: Buffer.from(hash), scopes: [...scopes] }),
    )
  }

  /** Every account; of one user, where one is given: the oldest first. */
  accounts(userId: Id | null = null): Promise<Account[]> {
    return query<Account>(
      this.#em,
      `select id, user_id as "userId", name from accounts where ?::uuid is null or user_id = ? order by created_at, id`,
      [userId, userId],
    )
  }

  /** Notes that a key was used at `at`, to the minute: a busy key costs one write a minute, not one a call. */
  async touch(id: Id, at: Date): Promise<void> {
    await query(
      this.#em,
      `update api_keys set last_used_at = ?
       where id = ? and (last_used_at is null or last_used_at <= ?::timestamptz - interval '1 minute')`,
      [at, id, at],
    )
  }
}
