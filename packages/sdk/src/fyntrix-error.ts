import { TRPCClientError } from '@trpc/client'
import { z } from 'zod'
import type { ErrorCode } from './api.types.ts'

/** One place in the input that is wrong: a dotted path, empty for the input as a whole. */
export interface InputIssue {
  readonly path: string
  readonly message: string
}

interface Details {
  readonly code: ErrorCode
  readonly message: string
  readonly requestId: string | null
  readonly issues: readonly InputIssue[]
  readonly retryAfterSeconds: number | null
}

/**
 * Why a call failed. Branch on `code`; show `message`; quote `requestId` when you ask for help. `unavailable` without a request id means that the
 * server could not be reached.
 */
export class FyntrixError extends Error {
  override readonly name = 'FyntrixError'
  readonly code: ErrorCode
  /** Names the request in the server's log; null when no server answered. */
  readonly requestId: string | null
  /** What is wrong in the input, place by place; empty for other codes than `invalid-input`. */
  readonly issues: readonly InputIssue[]
  /** Seconds to wait before trying again, where the server says so. */
  readonly retryAfterSeconds: number | null

  constructor({ code, message, requestId, issues, retryAfterSeconds }: Details, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.requestId = requestId
    this.issues = issues
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Whether this is an error of the Fyntrix client; narrows `catch (error)`. */
export const isFyntrixError = (error: unknown): error is FyntrixError => error instanceof FyntrixError

const codes = [
  'invalid-input',
  'not-found',
  'conflict',
  'unauthenticated',
  'forbidden',
  'rate-limited',
  'refused',
  'unavailable',
  'incompatible-client',
  'internal',
] as const satisfies readonly ErrorCode[]

const WireErrorData = z.object({
  // a code that this version does not know is treated as the server's fault: the message still says what it is
  domainCode: z.enum(codes).catch('internal'),
  requestId: z.string().nullable(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
  retryAfterSeconds: z.number().nullable(),
})

const unreachable: Omit<Details, 'message'> = {
  code: 'unavailable',
  requestId: null,
  issues: [],
  retryAfterSeconds: null,
}

/** What a failed call means. Anything that no Fyntrix server said counts as `unavailable`. */
export const toFyntrixError = (error: unknown): FyntrixError => {
  if (error instanceof FyntrixError) return error
  const data = WireErrorData.safeParse(error instanceof TRPCClientError ? error.data : undefined).data
  if (data && error instanceof Error) {
    const { domainCode: code, ...rest } = data
    return new FyntrixError({ code, message: error.message, ...rest }, { cause: error })
  }
  // tRPC's words for an event that says nothing
  const silent = !(error instanceof Error) || error.message === '' || error.message === 'Unknown error'
  const why = silent ? '' : `: ${error.message}`
  return new FyntrixError({ ...unreachable, message: `the Fyntrix server did not answer${why}` }, { cause: error })
}
