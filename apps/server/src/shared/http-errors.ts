import { STATUS_CODES } from 'node:http'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { factsOf, toTrpcError } from './errors.ts'
import { securityHeaders } from './security-headers.ts'

/** Bytes that a request's body may have. */
export const bodyLimit = 256 * 1024

/** An error that HTTP itself gives a reason for. */
export interface Refusal {
  readonly code: TRPCError['code']
  readonly message: string
}

const unreadable: Refusal = { code: 'BAD_REQUEST', message: 'the request cannot be read' }

const refusals: Readonly<Record<number, Refusal>> = {
  404: { code: 'NOT_FOUND', message: 'nothing is here: procedures lie below /trpc, such as /trpc/topPicks.latest' },
  408: { code: 'TIMEOUT', message: 'the request took too long to arrive' },
  413: { code: 'PAYLOAD_TOO_LARGE', message: `the body is too large: at most ${bodyLimit / 1024} KiB` },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'the body must be application/json' },
  431: { code: 'BAD_REQUEST', message: 'the address or the headers are too long: at most 16 KiB' },
}

/** What is said to a request that is refused with this HTTP status before any procedure sees it. */
export const refusal = (status: number): Refusal => refusals[status] ?? unreadable

/** The body of an error outside tRPC: the same shape as inside, so that clients read one. */
const errorBody = (error: TRPCError, requestId: string | null) => {
  const { message, ...facts } = factsOf(error)
  return {
    error: {
      message,
      code: TRPC_ERROR_CODES_BY_KEY[error.code],
      data: { code: error.code, httpStatus: getHTTPStatusCodeFromError(error), path: null, requestId, ...facts },
    },
  }
}

const send = (request: FastifyRequest, reply: FastifyReply, error: TRPCError): FastifyReply => {
  const body = errorBody(error, request.id)
  const { retryAfterSeconds, httpStatus } = body.error.data
  // what Fastify's router refuses passes no hook that would have set them
  reply.headers({ ...securityHeaders, 'x-request-id': request.id })
  if (retryAfterSeconds !== null) reply.header('retry-after', retryAfterSeconds)
  return reply.code(httpStatus).type('application/json').send(body)
}

const isCallersFault = (status: number | undefined): status is number =>
  status !== undefined && status >= 400 && status < 500

/** Answers what was thrown outside tRPC in tRPC's shape, without a stack. */
export const answerError = (
  thrown: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  const status = 'statusCode' in thrown ? thrown.statusCode : undefined
  const error = isCallersFault(status) ? new TRPCError(refusal(status)) : toTrpcError(thrown)
  if (getHTTPStatusCodeFromError(error) >= 500) request.log.error({ err: thrown }, 'a request failed')
  return send(request, reply, error)
}

/** Makes everything that goes wrong outside tRPC be answered by `answerError`. */
export const answerErrors = (server: FastifyInstance): void => {
  server.setNotFoundHandler((request, reply) => send(request, reply, new TRPCError(refusal(404))))
  server.setErrorHandler<FastifyError | Error>(answerError)
}

/** The whole answer, head included, to what Node's HTTP parser refuses: there is a socket then, but no request. */
export const rawRefusal = (code: string | undefined): string => {
  const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  const { error } = errorBody(new TRPCError(refusal(status)), null)
  const body = JSON.stringify({ error: { ...error, data: { ...error.data, httpStatus: status } } })
  const head = ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`, 'connection: close']
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...head, '', body].join('\r\n')
}
