import { Scope } from '@fyntrix/domain/access'
import { Id } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { mapped } from '../shared/errors.ts'
import { query } from '../shared/sql.ts'
import { AccountEntity, ApiKeyEntity } from './access.entity.ts'

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

/** A trading account as its owner sees it. */
export interface AccountOfUser {
  readonly id: Id
  readonly userId: Id
  readonly name: string
}

interface AccountRow {
  readonly id: string
  readonly user_id: string
  readonly name: string
}

const accountFrom = ({ id, user_id, name }: AccountRow): AccountOfUser => ({
  id: Id.parse(id),
  userId: Id.parse(user_id),
  name,
})

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

  /** Notes that a key was used at `at`, to the minute: a busy key costs one write a minute, not one a call. */
  async touch(id: Id, at: Date): Promise<void> {
    await query(
      this.#em,
      `update api_keys set last_used_at = ?
       where id = ? and (last_used_at is null or last_used_at <= ?::timestamptz - interval '1 minute')`,
      [at, id, at],
    )
  }

  /** The accounts of a user, oldest first; none for a user that does not exist. */
  async accountsOf(userId: Id): Promise<AccountOfUser[]> {
    const rows = await query<AccountRow>(
      this.#em,
      'select id, user_id, name from accounts where user_id = ? order by created_at, id',
      [userId],
    )
    return rows.map(accountFrom)
  }

  /** An account if it is this user's, null otherwise: another's account looks like one that does not exist. */
  async accountOf(userId: Id, id: Id): Promise<AccountOfUser | null> {
    const [row] = await query<AccountRow>(
      this.#em,
      'select id, user_id, name from accounts where id = ? and user_id = ?',
      [id, userId],
    )
    return row ? accountFrom(row) : null
  }

  /** Writes an account. Throws `conflict` when its id is taken or its user is unknown. */
  async insertAccount({ userId, ...account }: AccountOfUser, at: Date): Promise<void> {
    await mapped(() => this.#em.insert(AccountEntity, { ...account, user: userId, createdAt: at }))
  }
}
