import { createHash } from 'node:crypto'
import type { Repositories } from '@fyntrix/db/shared'
import type { Json } from '@fyntrix/domain/shared'
import type { z } from 'zod'

/** How long an idempotency key stands for its request. */
const lifetimeMs = 7 * 24 * 3_600_000

/** A request that may be repeated. `scope` names the procedure and whose keys these are; `body` is all that makes it this request, but not its key. */
export interface Repeatable {
  readonly scope: string
  /** undefined: the sender does not repeat it. */
  readonly key: string | undefined
  readonly body: unknown
}

/** The order of an object's fields means nothing: they are hashed in the order of their names. */
const canonical = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

const hashOf = (body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(body, canonical) ?? '')
    .digest('hex')

/**
 * Does `work` once for a key, in the transaction of its effects, and answers what it gave, also to those who repeat the request within seven days;
 * one that comes amid the first waits for it. Without a key it just works. Throws `conflict` when the key stands for another request.
 */
export const idempotent = async <T extends Json>(
  tx: Repositories,
  { scope, key, body }: Repeatable,
  result: z.ZodType<T>,
  work: () => Promise<T>,
): Promise<T> => {
  if (key === undefined) return work()
  const claim = await tx.idempotency.claim({ scope, key, requestHash: hashOf(body), lifetimeMs })
  if (!claim.first) return result.parse(claim.result)
  const answer = await work()
  await tx.idempotency.complete(scope, key, answer)
  return answer
}

/** What a request gave before, undefined when it was not done yet: for work that is too long for a transaction. Throws as `idempotent`. */
export const answeredBefore = async <T>(
  { idempotency }: Repositories,
  { scope, key, body }: Repeatable,
  result: z.ZodType<T>,
): Promise<T | undefined> => {
  if (key === undefined) return undefined
  const stored = await idempotency.find({ scope, key, requestHash: hashOf(body) })
  return stored === undefined ? undefined : result.parse(stored)
}
