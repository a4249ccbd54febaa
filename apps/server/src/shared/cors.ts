import type { FastifyReply, FastifyRequest } from 'fastify'
import { clientVersionHeader } from './client-version.ts'

/** Seconds for which a browser need not ask again. */
const preflightAge = '600'

const preflightHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': `authorization, content-type, last-event-id, trpc-accept, x-trpc-source, ${clientVersionHeader}`,
  'access-control-max-age': preflightAge,
}

/**
 * Lets pages of the listed origins read answers: exactly those, without cookies, since a key travels in a header that a page has to set. Answers
 * whether the request was a browser's question beforehand, which needs no other answer than these headers. Other origins get no header at all.
 */
export const createCors =
  (origins: readonly string[]) =>
  ({ method, headers }: FastifyRequest, reply: FastifyReply): boolean => {
    if (origins.length === 0) return false
    reply.header('vary', 'origin')
    const { origin } = headers
    if (origin === undefined || !origins.includes(origin)) return false
    reply.headers({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'retry-after, x-request-id',
    })
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return false
    reply.headers(preflightHeaders)
    return true
  }
