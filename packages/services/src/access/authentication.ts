import type { ApiKey } from '@fyntrix/db/access'
import type { Database } from '@fyntrix/db/shared'
import type { Scope } from '@fyntrix/domain/access'
import { DomainError, type Id, type Now } from '@fyntrix/domain/shared'
import type { Log } from '../shared/index.ts'
import { hashKey, matches, readKey } from './api-key.ts'

/** Who is calling, and what they may do. */
export interface Session {
  readonly keyId: Id
  readonly userId: Id
  readonly scopes: readonly Scope[]
  /** null for a key without end. */
  readonly expiresAt: Date | null
}

/** Milliseconds for which a process takes a key as it saw it last: what bounds how long a revocation takes to be known everywhere. */
export const trustMs = 2_000
const trustedKeys = 10_000

/** the resolution of `last used` */
const minute = 60_000

const advice = 'send one in the header "Authorization: Bearer <key>"'
const refused = () => new DomainError('unauthenticated', `no valid API key: ${advice}`)
const mistyped = () =>
  new DomainError(
    'unauthenticated',
    `the API key is mistyped or cut off, its last part does not fit the rest: ${advice}`,
  )

export interface Authentication {
  /** Whom a key belongs to. Throws `unauthenticated`: for a mistyped key in words of its own, else always in the same. */
  authenticate(key: string): Promise<Session>
  /** Makes this process look at a key anew; others do so within `trustMs`. */
  forget(id: Id): void
}

interface Dependencies {
  readonly db: Database
  readonly wall: Now
  readonly log: Log
  /** Milliseconds of a clock that is never set. */
  readonly monotonic: () => number
}

/** Looks keys up, each at most once in `trustMs` and process. What is kept is found by the hash of the whole key, never by the key. */
export const createAuthentication = ({ db, wall, log, monotonic }: Dependencies): Authentication => {
  const trusted = new Map<string, { readonly found: ApiKey; readonly at: number }>()

  const keep = (hash: string, found: ApiKey, at: number): void => {
    trusted.delete(hash)
    trusted.set(hash, { found, at })
    const oldest = trusted.keys().next()
    if (trusted.size > trustedKeys && !oldest.done) trusted.delete(oldest.value)
  }

  const noteUse = ({ id, lastUsedAt }: ApiKey, at: Date): void => {
    if (lastUsedAt !== null && at.getTime() - lastUsedAt.getTime() < minute) return
    // nobody waits for it, and a call does not fail by it
    db.repositories()
      .access.touch(id, at)
      .catch((error: unknown) => log.warn({ keyId: id, err: error }, 'that a key was used could not be noted'))
  }

  const lookUp = async (key: string): Promise<ApiKey> => {
    const read = readKey(key)
    if (read.kind === 'mistyped') throw mistyped()
    if (read.kind === 'none') throw refused()
    const hash = hashKey(key).toString('base64')
    const at = monotonic()
    const known = trusted.get(hash)
    if (known !== undefined && at - known.at < trustMs) return known.found
    trusted.delete(hash)
    const found = await db.repositories().access.findByPrefix(read.prefix)
    if (!found || !matches(key, found.hash)) throw refused()
    // from before the question: what is kept is never older than `trustMs`
    keep(hash, found, at)
    noteUse(found, wall())
    return found
  }

  return {
    async authenticate(key) {
      const { id, userId, scopes, expiresAt, revokedAt } = await lookUp(key)
      if (revokedAt !== null || (expiresAt !== null && expiresAt <= wall())) throw refused()
      return { keyId: id, userId, scopes, expiresAt }
    },
    forget(id) {
      for (const [hash, { found }] of trusted) if (found.id === id) trusted.delete(hash)
    },
  }
}
