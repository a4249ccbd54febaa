import type { ApiKey } from '@fyntrix/db/access'
import type { Database, Repositories } from '@fyntrix/db/shared'
import {
  type KeyQuery,
  type KeyRequest,
  type KeyRotation,
  type KeyState,
  type KeySummary,
  type NewKey,
  permits,
  type Scope,
} from '@fyntrix/domain/access'
import { DomainError, Id, type Instant, type Now, newId, toInstant } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { idempotent } from '../shared/index.ts'
import { generateKey } from './api-key.ts'
import type { Session } from './authentication.ts'

/** Throws `forbidden` unless the session holds the scope. */
export const requireScope = (session: Pick<Session, 'scopes'>, needed: Scope): void => {
  if (permits(session.scopes, needed)) return
  throw new DomainError('forbidden', `this key lacks the scope "${needed}": use a key that has it`)
}

/** Throws `forbidden` unless the session is this user's or holds `admin`; a user that is not named is one's own. */
export const ownerOf = (session: Session, userId: Id | undefined): Id => {
  if (userId !== undefined && userId !== session.userId) requireScope(session, 'admin')
  return userId ?? session.userId
}

/** API keys as their owners and administrators manage them. A key gives no more than it has: neither scopes nor time. */
export interface Keys {
  /** A page of keys, newest first: one's own, as `admin` those of any user or of all. */
  list(by: Session, query: KeyQuery): Promise<KeySummary[]>
  /** Makes a key and shows it this once. Throws `forbidden` for scopes that `by` lacks, `not-found` for an unknown user. */
  issue(by: Session, request: KeyRequest): Promise<NewKey>
  /** Makes the successor of a key, which lives as long as that one was meant to; both work until the overlap ends. Throws `conflict` when the key ended or has a successor. */
  rotate(by: Session, request: KeyRotation): Promise<NewKey>
  /** Ends a key: here at once, in every process within `trustMs`. Repeating it changes nothing. */
  revoke(by: Session, id: Id): Promise<KeySummary>
}

const StoredKey = z.object({ keyId: Id })

const stateOf = ({ revokedAt, expiresAt }: ApiKey, now: Date): KeyState => {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active'
}

const optional = (date: Date | null): Instant | null => (date === null ? null : toInstant(date))

const summaryOf = (key: ApiKey, now: Date): KeySummary => ({
  id: key.id,
  userId: key.userId,
  prefix: key.prefix,
  name: key.name,
  scopes: [...key.scopes],
  state: stateOf(key, now),
  createdAt: toInstant(key.createdAt),
  expiresAt: optional(key.expiresAt),
  revokedAt: optional(key.revokedAt),
  lastUsedAt: optional(key.lastUsedAt),
  replaces: key.replaces,
})

/** When a key of `by` may end at the latest; the end that was asked for, if it is in the future and not later. */
const endOf = (by: Session, wanted: Instant | undefined, now: Date): Date | null => {
  const end = wanted === undefined ? by.expiresAt : new Date(wanted)
  if (end !== null && end <= now) throw new DomainError('invalid-input', `expiresAt: ${wanted} is not in the future`)
  if (by.expiresAt !== null && (end === null || end > by.expiresAt))
    throw new DomainError('forbidden', 'a key cannot make one that outlives it: ask for an earlier end')
  return end
}

/** When the successor of a key ends if nobody says so: it lives as long as the key was meant to, but not longer than whoever makes it. */
const successorEndOf = (by: Session, { createdAt, expiresAt }: ApiKey, now: Date): Date | null => {
  const ends = [
    ...(expiresAt === null ? [] : [now.getTime() + expiresAt.getTime() - createdAt.getTime()]),
    ...(by.expiresAt === null ? [] : [by.expiresAt.getTime()]),
  ]
  return ends.length === 0 ? null : new Date(Math.min(...ends))
}

/** each key has points of its own: without an end of keys there would be none of calls */
const mostActiveKeys = 50

interface Dependencies {
  readonly db: Database
  readonly wall: Now
  /** Told of keys that changed, so that they are looked at anew. */
  readonly forget: (id: Id) => void
}

export const createKeys = ({ db, wall, forget }: Dependencies): Keys => {
  /** a key that `by` may manage; another's looks like one that does not exist */
  const managed = async (by: Session, id: Id): Promise<ApiKey> => {
    const key = await db.repositories().access.keyById(id)
    if (key !== null && (key.userId === by.userId || permits(by.scopes, 'admin'))) return key
    throw new DomainError('not-found', 'you have no such API key')
  }

  const answer = async (id: Id, key: string | null): Promise<NewKey> => {
    const stored = await db.repositories().access.keyById(id)
    if (stored === null) throw new DomainError('internal', `the API key ${id} was made but is not there`)
    return { ...summaryOf(stored, wall()), key }
  }

  /** Makes a key in one transaction with `also`, once for an idempotency key. */
  const make = async (
    request: { readonly scope: string; readonly key: string | undefined; readonly body: unknown },
    facts: Pick<ApiKey, 'userId' | 'name' | 'scopes' | 'expiresAt' | 'replaces'>,
    also: (tx: Repositories) => Promise<void> = async () => undefined,
  ): Promise<NewKey> => {
    const { key, prefix, hash } = generateKey()
    const now = wall()
    const id = newId(now)
    const { keyId } = await db.transaction((tx) =>
      idempotent(tx, request, StoredKey, async () => {
        await tx.access.hold(facts.userId)
        if ((await tx.access.activeKeys(facts.userId, now)) >= mostActiveKeys)
          throw new DomainError('refused', `a user has at most ${mostActiveKeys} API keys that work: revoke some`)
        await tx.access.insertKey({ id, prefix, hash, createdAt: now, revokedAt: null, lastUsedAt: null, ...facts })
        await also(tx)
        return { keyId: id }
      }),
    )
    return answer(keyId, keyId === id ? key : null)
  }

  return {
    async list(by, { userId, before, limit }) {
      const owner = permits(by.scopes, 'admin') ? userId : ownerOf(by, userId)
      const found = await db.repositories().access.keys({ userId: owner, before, limit })
      return found.map((key) => summaryOf(key, wall()))
    },

    async issue(by, { idempotencyKey, ...body }) {
      const { name, expiresAt } = body
      const scopes = [...new Set(body.scopes)]
      const userId = ownerOf(by, body.userId)
      for (const scope of scopes) requireScope(by, scope)
      const end = endOf(by, expiresAt, wall())
      if ((await db.repositories().access.userById(userId)) === null)
        throw new DomainError('not-found', 'there is no such user')
      const request = { scope: `access.createKey:${by.userId}`, key: idempotencyKey, body }
      return make(request, { userId, name, scopes, expiresAt: end, replaces: null })
    },

    async rotate(by, { idempotencyKey, ...body }) {
      const { id, overlapSeconds, expiresAt } = body
      const old = await managed(by, id)
      // else a key could become a stronger one
      for (const scope of old.scopes) requireScope(by, scope)
      const now = wall()
      const request = { scope: `access.rotateKey:${by.userId}`, key: idempotencyKey, body }
      const { userId, name, scopes } = old
      const end = expiresAt === undefined ? successorEndOf(by, old, now) : endOf(by, expiresAt, now)
      const facts = { userId, name, scopes, expiresAt: end, replaces: id }
      const made = await make(request, facts, async (tx) => {
        const current = await tx.access.keyById(id)
        if (current === null || stateOf(current, now) !== 'active')
          throw new DomainError('conflict', 'this API key ended: make a new one')
        await tx.access.expireKey(id, new Date(now.getTime() + overlapSeconds * 1000))
      })
      forget(id)
      return made
    },

    async revoke(by, id) {
      const key = await managed(by, id)
      // else a key could end a stronger one; its own end everybody may make
      if (id !== by.keyId) for (const scope of key.scopes) requireScope(by, scope)
      await db.repositories().access.revokeKey(id, wall())
      forget(id)
      return summaryOf(await managed(by, id), wall())
    },
  }
}
