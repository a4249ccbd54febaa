import { Scope } from '@fyntrix/domain/access'
import { Id } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { mapped } from '../shared/errors.ts'
import { query } from '../shared/sql.ts'
import { AccountEntity, ApiKeyEntity, UserEntity } from './access.entity.ts'
import { holdUser } from './hold-user.ts'

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
  /** The key that it was rotated from. */
  readonly replaces: Id | null
}

/** A person or program that owns things. */
export interface StoredUser {
  readonly id: Id
  readonly externalId: string | null
  readonly name: string
  readonly createdAt: Date
}

/** A trading account as its owner sees it. */
export interface Account {
  readonly id: Id
  readonly userId: Id
  readonly name: string
}

interface AccountRow {
  readonly id: string
  readonly user_id: string
  readonly name: string
}

const accountFrom = ({ id, user_id, name }: AccountRow): Account => ({
  id: Id.parse(id),
  userId: Id.parse(user_id),
  name,
})

const userFrom = ({ id, externalId, name, createdAt }: UserEntity): StoredUser => ({
  id: Id.parse(id),
  externalId: externalId ?? null,
  name,
  createdAt,
})

const keyFrom = (key: ApiKeyEntity): ApiKey => ({
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
  replaces: key.replaces ? Id.parse(key.replaces) : null,
})

/** Rows are read as they are now, not as this request saw them before. */
const fresh = { disableIdentityMap: true } as const

/** Who may call, and with which keys. */
export class AccessRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** The key with this public prefix, expired or revoked or not; null when there is none. */
  async findByPrefix(prefix: string): Promise<ApiKey | null> {
    const key = await mapped(() => this.#em.findOne(ApiKeyEntity, { prefix }, fresh))
    return key === null ? null : keyFrom(key)
  }

  /** The key of this id, expired or revoked or not; null when there is none. */
  async keyById(id: Id): Promise<ApiKey | null> {
    const key = await mapped(() => this.#em.findOne(ApiKeyEntity, { id }, fresh))
    return key === null ? null : keyFrom(key)
  }

  /** A page of keys, newest first: those of a user, or of everybody. */
  async keys({ userId, before, limit }: KeyListing): Promise<ApiKey[]> {
    const where = { ...(userId && { user: userId }), ...(before && { id: { $lt: before } }) }
    const found = await mapped(() => this.#em.find(ApiKeyEntity, where, { ...fresh, orderBy: { id: 'desc' }, limit }))
    return found.map(keyFrom)
  }

  /** Writes a key. Throws `conflict` when its id or prefix is taken, its user is unknown, or the key that it replaces has a successor. */
  async insertKey({ userId, hash, scopes, ...key }: ApiKey): Promise<void> {
    await mapped(() =>
      this.#em.insert(ApiKeyEntity, { ...key, user: userId, hash: Buffer.from(hash), scopes: [...scopes] }),
    )
  }

  /** Ends a key at `at`, unless it ended before. */
  async revokeKey(id: Id, at: Date): Promise<void> {
    await query(this.#em, `update api_keys set revoked_at = least(revoked_at, ?::timestamptz) where id = ?`, [at, id])
  }

  /** Lets a key expire at `at`, unless it expires before. */
  async expireKey(id: Id, at: Date): Promise<void> {
    await query(this.#em, `update api_keys set expires_at = least(expires_at, ?::timestamptz) where id = ?`, [at, id])
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

  /** The user of this id, null when there is none. */
  async userById(id: Id): Promise<StoredUser | null> {
    const user = await mapped(() => this.#em.findOne(UserEntity, { id }, fresh))
    return user === null ? null : userFrom(user)
  }

  /** A page of users in the order of their ids, which is that of their creation. */
  async users(after: Id | undefined, limit: number): Promise<StoredUser[]> {
    const where = after ? { id: { $gt: after } } : {}
    const found = await mapped(() => this.#em.find(UserEntity, where, { ...fresh, orderBy: { id: 'asc' }, limit }))
    return found.map(userFrom)
  }

  /** Writes a user. Throws `conflict` when its id or external id is taken. */
  async insertUser(user: StoredUser): Promise<void> {
    await mapped(() => this.#em.insert(UserEntity, user))
  }

  /** Makes changes of one user's things wait for each other until the transaction ends. False when there is no such user. */
  hold(userId: Id): Promise<boolean> {
    return holdUser(this.#em, userId)
  }

  /** How many keys of a user work at `now`. */
  async activeKeys(userId: Id, now: Date): Promise<number> {
    const [row] = await query<{ active: number }>(
      this.#em,
      `select count(*)::int as active from api_keys
       where user_id = ? and revoked_at is null and (expires_at is null or expires_at > ?::timestamptz)`,
      [userId, now],
    )
    return row?.active ?? 0
  }

  /** Every account, oldest first. */
  async accounts(): Promise<Account[]> {
    const rows = await query<AccountRow>(this.#em, 'select id, user_id, name from accounts order by created_at, id')
    return rows.map(accountFrom)
  }

  /** The accounts of a user, oldest first; none for a user that does not exist. */
  async accountsOf(userId: Id): Promise<Account[]> {
    const rows = await query<AccountRow>(
      this.#em,
      'select id, user_id, name from accounts where user_id = ? order by created_at, id',
      [userId],
    )
    return rows.map(accountFrom)
  }

  /** An account if it is this user's, null otherwise: another's account looks like one that does not exist. */
  async accountOf(userId: Id, id: Id): Promise<Account | null> {
    const [row] = await query<AccountRow>(
      this.#em,
      'select id, user_id, name from accounts where id = ? and user_id = ?',
      [id, userId],
    )
    return row ? accountFrom(row) : null
  }

  /** Writes an account. Throws `conflict` when its id is taken or its user is unknown. */
  async insertAccount({ userId, ...account }: Account, at: Date): Promise<void> {
    await mapped(() => this.#em.insert(AccountEntity, { ...account, user: userId, createdAt: at }))
  }
}

/** Which keys to list: those of a user, or of everybody; `before` is the last id of the page before. */
export interface KeyListing {
  readonly userId: Id | undefined
  readonly before: Id | undefined
  readonly limit: number
}
