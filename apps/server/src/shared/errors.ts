import { DomainError, type ErrorCode, errorCodes } from '@fyntrix/domain/shared'
import { TRPCError } from '@trpc/server'
import { ZodError, z } from 'zod'

type TrpcCode = TRPCError['code']

/** Our codes in tRPC's terms, which decide the HTTP status. */
const trpcCodes: Readonly<Record<ErrorCode, TrpcCode>> = {
  'invalid-input': 'BAD_REQUEST',
  'not-found': 'NOT_FOUND',
  conflict: 'CONFLICT',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  'rate-limited': 'TOO_MANY_REQUESTS',
  refused: 'UNPROCESSABLE_CONTENT',
  unavailable: 'SERVICE_UNAVAILABLE',
  'incompatible-client': 'PRECONDITION_FAILED',
  internal: 'INTERNAL_SERVER_ERROR',
}

/** What tRPC itself reports, in our terms; whatever is not here is a defect of ours. */
const domainCodes: Readonly<Partial<Record<TrpcCode, ErrorCode>>> = {
  PARSE_ERROR: 'invalid-input',
  BAD_REQUEST: 'invalid-input',
  METHOD_NOT_SUPPORTED: 'invalid-input',
  PAYLOAD_TOO_LARGE: 'invalid-input',
  UNSUPPORTED_MEDIA_TYPE: 'invalid-input',
  NOT_FOUND: 'not-found',
  TOO_MANY_REQUESTS: 'rate-limited',
  TIMEOUT: 'unavailable',
  CLIENT_CLOSED_REQUEST: 'unavailable',
  SERVICE_UNAVAILABLE: 'unavailable',
}

/** Too many calls; says when the next one will be heard. */
export class RateLimitedError extends DomainError {
  readonly retryAfterSeconds: number

  constructor(message: string, retryAfterSeconds: number) {
    super('rate-limited', message)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** One place in the input that is wrong. `path` is dotted; empty where the input as a whole is wrong. */
const Issue = z.object({ path: z.string(), message: z.string() })

/**
 * The part of an answer that explains an error, alike for tRPC and for everything around it: `domainCode` is what to branch on; `message` is for
 * people, and generic where the fault is ours; `retryAfterSeconds` is null where waiting does not help. A schema, so that the API's declaration
 * prints it as it is instead of importing it from here.
 */
export const ErrorFacts = z.object({
  domainCode: z.enum(errorCodes),
  message: z.string(),
  issues: z.array(Issue),
  retryAfterSeconds: z.int().nullable(),
})
export type ErrorFacts = z.infer<typeof ErrorFacts>

/** Turns what a service threw into what tRPC reports, keeping it as the cause. Errors that tRPC made itself pass. */
export const toTrpcError = (error: unknown): TRPCError => {
  const inner = error instanceof TRPCError ? error.cause : error
  if (inner instanceof DomainError) {
    return new TRPCError({ code: trpcCodes[inner.code], message: inner.message, cause: inner })
  }
  return error instanceof TRPCError ? error : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error })
}

const issuesOf = (error: ZodError): ErrorFacts['issues'] =>
  error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }))

const sentence = (issues: ErrorFacts['issues']): string =>
  issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')

const ours: Readonly<Partial<Record<ErrorCode, string>>> = {
  internal: 'something went wrong on our side; tell us the request id',
  unavailable: 'something that this depends on does not answer: try again in a moment',
}

/** What a caller is told about an error: never a stack, and nothing of the cause where the fault is ours. */
export const factsOf = (error: TRPCError): ErrorFacts => {
  const { cause } = error
  const domainCode = cause instanceof DomainError ? cause.code : (domainCodes[error.code] ?? 'internal')
  // a value of ours that fails its output schema is our defect: its issues would show what we hold
  const issues = cause instanceof ZodError && domainCode === 'invalid-input' ? issuesOf(cause) : []
  const theirs =
    cause instanceof SyntaxError ? 'the input is not valid JSON' : issues.length > 0 ? sentence(issues) : error.message
  return {
    domainCode,
    message: ours[domainCode] ?? theirs,
    issues,
    retryAfterSeconds: cause instanceof RateLimitedError ? cause.retryAfterSeconds : null,
  }
}
