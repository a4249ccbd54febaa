import { retryLink, type TRPCLink } from '@trpc/client'
import type { Api } from './api.d.ts'
import { toFyntrixError } from './fyntrix-error.ts'

const firstPauseMs = 100
const longestPauseMs = 2_000

const hasIdempotencyKey = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && 'idempotencyKey' in input && typeof input.idempotencyKey === 'string'

/**
 * Tries again what did not reach a server, or what a server could not do just now, after a pause that doubles from 100 ms to 2 s, give or take half: every
 * query, and mutations that carry an `idempotencyKey`. Other mutations may have taken effect, so they are left to the caller.
 * `random` gives numbers from 0 to 1.
 */
export const retries = (limit: number, random: () => number): TRPCLink<Api> =>
  retryLink({
    retry: ({ op, error, attempts }) =>
      attempts <= limit &&
      op.signal?.aborted !== true &&
      (op.type === 'query' || (op.type === 'mutation' && hasIdempotencyKey(op.input))) &&
      toFyntrixError(error).code === 'unavailable',
    retryDelayMs: (attempts) => Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1)) * (0.5 + random()),
  })
