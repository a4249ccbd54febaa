import { DomainError, type ErrorCode } from '@fyntrix/domain/shared'

/** The header of an answer that names its call in the ledger; the provider gets it as well. */
export const callIdHeader = 'x-client-request-id'

/** The same answer with another body, under the id of its call. */
export const answerOf = (
  response: Response,
  callId: string,
  body: ConstructorParameters<typeof Response>[0],
): Response => {
  const headers = new Headers(response.headers)
  headers.set(callIdHeader, callId)
  return new Response(body, { status: response.status, statusText: response.statusText, headers })
}

const statuses: Partial<Record<ErrorCode, number>> = { refused: 402, 'invalid-input': 400 }

/**
 * A refusal of our own in the words of the API, so that clients show its message and do not try again; undefined for errors that clients may meet by trying
 * again.
 */
export const refusalAnswerOf = (error: unknown): Response | undefined => {
  const status = error instanceof DomainError ? statuses[error.code] : undefined
  if (!(error instanceof DomainError) || status === undefined) return undefined
  return Response.json(
    { error: { message: error.message, type: 'fyntrix', param: null, code: error.code } },
    { status, headers: { 'x-should-retry': 'false' } },
  )
}
