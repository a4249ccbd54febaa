import { z } from 'zod'
import { Id, IdempotencyKey, Instant } from '../shared/index.ts'

/** What a key may do: read, change what belongs to its own user, start work for all. `admin` includes the others. */
export const Scope = z.enum(['read', 'write', 'run', 'admin'])
export type Scope = z.infer<typeof Scope>

/** Whether a key with these scopes may do what needs `needed`. */
export const permits = (scopes: readonly Scope[], needed: Scope): boolean =>
  scopes.includes(needed) || scopes.includes('admin')

const Name = z.string().trim().min(1).max(100)

/** Whose key a call came with. `expiresAt` is null for a key without end. */
export const CallerFacts = z.object({ keyId: Id, userId: Id, scopes: z.array(Scope), expiresAt: Instant.nullable() })
export type CallerFacts = z.infer<typeof CallerFacts>

/** `active` opens the API; the other two never again. */
export const KeyState = z.enum(['active', 'expired', 'revoked'])
export type KeyState = z.infer<typeof KeyState>

/** What is known of a key: everything but the key. `lastUsedAt` is exact to the minute; `replaces` names the key that it was rotated from. */
export const KeySummary = z.object({
  id: Id,
  userId: Id,
  prefix: z.string(),
  name: z.string(),
  scopes: z.array(Scope),
  state: KeyState,
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  replaces: Id.nullable(),
})
export type KeySummary = z.infer<typeof KeySummary>

/** A key that was just made. `key` is shown this once; it is null when the request repeats one that was answered before. */
export const NewKey = KeySummary.extend({ key: z.string().nullable() })
export type NewKey = z.infer<typeof NewKey>

/** A key to make: for oneself, or as `admin` for another user; for good unless it has an end. */
export const KeyRequest = z.object({
  name: Name,
  scopes: z.array(Scope).min(1).max(Scope.options.length),
  expiresAt: Instant.optional(),
  userId: Id.optional(),
  idempotencyKey: IdempotencyKey.optional(),
})
export type KeyRequest = z.infer<typeof KeyRequest>

const day = 86_400

/** A key to replace by one of the same name and scopes. Both work for `overlapSeconds`, then the old one ends. */
export const KeyRotation = z.object({
  id: Id,
  overlapSeconds: z
    .int()
    .min(0)
    .max(30 * day)
    .default(day),
  expiresAt: Instant.optional(),
  idempotencyKey: IdempotencyKey.optional(),
})
export type KeyRotation = z.infer<typeof KeyRotation>

/** A page of keys, newest first; `before` is the last id of the page before. */
export const KeyQuery = z.object({
  userId: Id.optional(),
  before: Id.optional(),
  limit: z.int().min(1).max(500).default(100),
})
export type KeyQuery = z.infer<typeof KeyQuery>

/** A person or program that owns things. `externalId` is the identity provider's id. */
export const User = z.object({ id: Id, externalId: z.string().nullable(), name: z.string(), createdAt: Instant })
export type User = z.infer<typeof User>

export const UserRequest = z.object({
  name: Name,
  externalId: z.string().trim().min(1).max(200).optional(),
  idempotencyKey: IdempotencyKey.optional(),
})
export type UserRequest = z.infer<typeof UserRequest>

/** A page of users, oldest first; `after` is the last id of the page before. */
export const UserQuery = z.object({ after: Id.optional(), limit: z.int().min(1).max(500).default(100) })
export type UserQuery = z.infer<typeof UserQuery>

/** A trading account. A user's oldest is the one that is meant where none is named. */
export const Account = z.object({ id: Id, userId: Id, name: z.string() })
export type Account = z.infer<typeof Account>

export const AccountRequest = z.object({
  name: Name,
  userId: Id.optional(),
  idempotencyKey: IdempotencyKey.optional(),
})
export type AccountRequest = z.infer<typeof AccountRequest>
