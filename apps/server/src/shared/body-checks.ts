import { TRPCError } from '@trpc/server'
import type { FastifyRequest } from 'fastify'
import { bodyLimit, refusal } from './http-errors.ts'

/**
 * Refuses, from the headers alone, a body that is announced as too large (413) or is not JSON (415). Doing it before the body is touched lets Node
 * read and drop the rest, so that a client that is still sending gets the answer instead of a reset connection; and it keeps form uploads, which
 * tRPC would read without a limit, out.
 */
export const checkBody = ({ headers }: FastifyRequest): void => {
  if (Number(headers['content-length'] ?? 0) > bodyLimit) throw new TRPCError(refusal(413))
  const type = headers['content-type']
  if (type !== undefined && type.split(';', 1)[0]?.trim().toLowerCase() !== 'application/json') {
    throw new TRPCError(refusal(415))
  }
}
