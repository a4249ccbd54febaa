import type { StoredUser } from '@fyntrix/db/access'
import type { Database } from '@fyntrix/db/shared'
import type { Account, AccountRequest, User, UserQuery, UserRequest } from '@fyntrix/domain/access'
import { DomainError, Id, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { idempotent } from '../shared/index.ts'
import type { Session } from './authentication.ts'
import { ownerOf, requireScope } from './keys.ts'

/** Users and their trading accounts. */
export interface Users {
  /** The user's account of this id, or the user's oldest. Throws `not-found` when there is none, or when it is another user's. */
  accountOf(userId: Id, accountId?: Id): Promise<Account>
  /** A page of users, oldest first. Needs `admin`. */
  listUsers(by: Session, query: UserQuery): Promise<User[]>
  /** Makes a user with an account `default`. Needs `admin`. Throws `conflict` when the external id is taken. */
  createUser(by: Session, request: UserRequest): Promise<User>
  /** The accounts of a user, oldest first; by default one's own. */
  listAccounts(by: Session, userId?: Id): Promise<Account[]>
  /** Makes an account; by default for oneself. Throws `not-found` for an unknown user. */
  createAccount(by: Session, request: AccountRequest): Promise<Account>
}

const Stored = z.object({ id: Id })
/** every one is priced each five minutes */
const mostAccounts = 20
const wireOf = ({ createdAt, ...user }: StoredUser): User => ({ ...user, createdAt: toInstant(createdAt) })

export const createUsers = ({ db, wall }: { readonly db: Database; readonly wall: Now }): Users => {
  const accountOf: Users['accountOf'] = async (userId, accountId) => {
    const { access } = db.repositories()
    const account =
      accountId === undefined ? (await access.accountsOf(userId))[0] : await access.accountOf(userId, accountId)
    if (account) return account
    throw new DomainError('not-found', accountId === undefined ? 'you have no account' : 'you have no such account')
  }

  const userOf = async (id: Id): Promise<StoredUser> => {
    const user = await db.repositories().access.userById(id)
    if (user) return user
    throw new DomainError('not-found', 'there is no such user')
  }

  return {
    accountOf,
    async listUsers(by, { after, limit }) {
      requireScope(by, 'admin')
      return (await db.repositories().access.users(after, limit)).map(wireOf)
    },
    async createUser(by, { idempotencyKey, ...body }) {
      requireScope(by, 'admin')
      const now = wall()
      const request = { scope: `access.createUser:${by.userId}`, key: idempotencyKey, body }
      const { id } = await db.transaction((tx) =>
        idempotent(tx, request, Stored, async () => {
          const user = { id: newId(now), name: body.name, externalId: body.externalId ?? null, createdAt: now }
          await tx.access.insertUser(user)
          await tx.access.insertAccount({ id: newId(now), userId: user.id, name: 'default' }, now)
          return { id: user.id }
        }),
      )
      return wireOf(await userOf(id))
    },
    async listAccounts(by, userId) {
      return db.repositories().access.accountsOf(ownerOf(by, userId))
    },
    async createAccount(by, { idempotencyKey, ...body }) {
      const { id: userId } = await userOf(ownerOf(by, body.userId))
      const now = wall()
      const request = { scope: `access.createAccount:${by.userId}`, key: idempotencyKey, body }
      const { id } = await db.transaction((tx) =>
        idempotent(tx, request, Stored, async () => {
          await tx.access.hold(userId)
          if ((await tx.access.accountsOf(userId)).length >= mostAccounts)
            throw new DomainError('refused', `a user has at most ${mostAccounts} accounts`)
          const account = { id: newId(now), userId, name: body.name }
          await tx.access.insertAccount(account, now)
          return { id: account.id }
        }),
      )
      return accountOf(userId, id)
    },
  }
}
