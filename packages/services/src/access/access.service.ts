import { defaultUserId } from '@fyntrix/db/access'
import type { Database } from '@fyntrix/db/shared'
import type { Scope } from '@fyntrix/domain/access'
import { type Now, newId } from '@fyntrix/domain/shared'
import { type Log, silentLog } from '../shared/index.ts'
import { generateKey } from './api-key.ts'
import { type Authentication, createAuthentication } from './authentication.ts'
import { createKeys, type Keys } from './keys.ts'
import { createUsers, type Users } from './users.ts'

export interface Access extends Pick<Authentication, 'authenticate'>, Pick<Users, 'accountOf'> {
  /** Makes a key for the default user and answers it, the only time that it can be seen. For whoever owns the installation: it asks for no scope. */
  createKey(name: string, scopes: readonly Scope[], expiresAt?: Date): Promise<string>
  readonly keys: Keys
  readonly users: Users
}

interface Dependencies {
  readonly db: Database
  readonly wall: Now
  readonly log?: Log
  /** Milliseconds of a clock that is never set. */
  readonly monotonic?: () => number
}

export const createAccess = ({
  db,
  wall,
  log = silentLog,
  monotonic = () => performance.now(),
}: Dependencies): Access => {
  const authentication = createAuthentication({ db, wall, log, monotonic })
  const users = createUsers({ db, wall })
  return {
    authenticate: (key) => authentication.authenticate(key),
    accountOf: (userId, accountId) => users.accountOf(userId, accountId),
    keys: createKeys({ db, wall, forget: (id) => authentication.forget(id) }),
    users,
    async createKey(name, scopes, expiresAt) {
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
        expiresAt: expiresAt ?? null,
        revokedAt: null,
        lastUsedAt: null,
        replaces: null,
      })
      return key
    },
  }
}
