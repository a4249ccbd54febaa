/**
 * What went wrong, in terms that a caller can act on. Stable: clients branch on it.
 *
 * `invalid-input` the caller's data is wrong · `not-found` no such thing · `conflict` it clashes with what is there ·
 * `unauthenticated` no valid key · `forbidden` the key lacks the scope · `rate-limited` too many calls ·
 * `refused` a rule of the domain forbids it (outside the calendar, before the first universe list, …) ·
 * `unavailable` something that we depend on is away, try again · `incompatible-client` the SDK is too old · `internal` our defect.
 */
export const errorCodes = [
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
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An error with a stable code and a message that says what to do. The message is shown to users: never put a secret into it. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
