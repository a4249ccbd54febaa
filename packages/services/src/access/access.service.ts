import { type AccountOfUser, defaultUserId } from '@fyntrix/db/access'
import type { Database } from '@fyntrix/db/shared'
import { permits, type Scope } from '@fyntrix/domain/access'
import { DomainError, type Id, type Now, newId } from '@fyntrix/domain/shared'
import { generateKey, matches, prefixOf } from './api-key.ts'

/** Who is calling, and what they may do. */
export interface Session {
  readonly keyId: Id
  readonly userId: Id
  readonly scopes: readonly Scope[]
}

export interface Access {
  /** Makes a key for the default user and answers it, the only time that it can be seen. */
  createKey(name: string, scopes: readonly Scope[]): Promise<string>
  /** Who this key belongs to. Throws `unauthenticated` for a key that is malformed, unknown, revoked or expired, always in the same words. */
  authenticate(key: string): Promise<Session>
  /** The user's account of this id, or the user's oldest. Throws `not-found` when there is none, or when it is another user's. */
  accountOf(userId: Id, accountId?: Id): Promise<AccountOfUser>
}

/** Throws `forbidden` unless the session holds the scope. */
export const requireScope = (session: Session, needed: Scope): void => {
  if (permits(session.scopes, needed)) return
  throw new DomainError('forbidden', `this key lacks the scope "${needed}": use a key that has it`)
}

export const createAccess = ({ db, wall }: { db: Database; wall: Now }): Access => {
  const refused = () =>
    new DomainError('unauthenticated', 'no valid API key: send one in the header "Authorization: Bearer <key>"')
  return {
    async createKey(name, scopes) {
      const { key, prefix, hash } = generateKey()
      const now = wall()
      await db.repositories().access.insertKey({
        id: newId(now),
        userId: defaultUserId,
        prefix,
        hash,
        name,
        scopes,
        createdAt: now,
        expiresAt: null,
        revokedAt: null,
        lastUsedAt: null,
      })
      return key
    },
    async authenticate(key) {
      const prefix = prefixOf(key)
      if (prefix === undefined) throw refused()
      const found = await db.repositories().access.findByPrefix(prefix)
      if (!found || !matches(key, found.hash)) throw refused()
      const now = wall()
      if (found.revokedAt !== null || (found.expiresAt !== null && found.expiresAt <= now)) throw refused()
      return { keyId: found.id, userId: found.userId, scopes: found.scopes }
    },
    async accountOf(userId, accountId) {
      const { access } = db.repositories()
      const account =
        accountId === undefined ? (await access.accountsOf(userId))[0] : await access.accountOf(userId, accountId)
      if (account) return account
      throw new DomainError('not-found', accountId === undefined ? 'you have no account' : 'you have no such account')
    },
  }
}
