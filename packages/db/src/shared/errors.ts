import { DomainError, type ErrorCode } from '@fyntrix/domain/shared'
import { DriverException } from '@mikro-orm/core'

/** The SQLSTATE of an error that the server reported; undefined for anything else. Only server reports carry a severity. */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const codeOf = (state: string): ErrorCode => {
  if (state.startsWith('08') || state.startsWith('57P') || state.startsWith('53')) return 'unavailable'
  switch (state) {
    case '23505': // unique_violation
    case '23503': // foreign_key_violation
    case 'FX001': // ours: the lease of the job is another's
      return 'conflict'
    case '28000': // invalid_authorization_specification
    case '28P01': // invalid_password
    case '3D000': // invalid_catalog_name
    case '25P03': // idle_in_transaction_session_timeout: the connection is gone with it
    case '40001': // serialization_failure
    case '40P01': // deadlock_detected
    case '55P03': // lock_not_available
    case '57014': // query_canceled, by our own statement timeout
    case '42P01': // undefined_table: not migrated yet
      return 'unavailable'
    default:
      return 'internal'
  }
}

const messages: Partial<Record<ErrorCode, string>> = {
  conflict: 'what was to be written clashes with what is stored',
  unavailable: 'the database cannot serve this now, try again',
  internal: 'the database refused a statement',
}

/** A lost or refused connection, as callers see it. The cause keeps the driver's words; the message names no host and no account. */
export const connectionLost = (cause: unknown): DomainError =>
  new DomainError('unavailable', 'the connection to PostgreSQL is away, try again', { cause })

/** An error of connecting, beginning or committing: what the server said, else a lost connection, since nothing but the driver could fail there. */
export const connectionError = (error: unknown): unknown =>
  error instanceof DomainError || sqlState(error) !== undefined ? toDomainError(error) : connectionLost(error)

/**
 * What a caller sees of an error out of the database: a `DomainError` by SQLSTATE, the original as its cause. A driver error without a SQLSTATE
 * never reached the server: `unavailable`. Errors that are no database errors come back unchanged.
 */
export const toDomainError = (error: unknown): unknown => {
  if (error instanceof DomainError) return error
  const state = sqlState(error)
  if (state === undefined)
    return error instanceof DriverException || isNetworkError(error) ? connectionLost(error) : error
  const code = codeOf(state)
  return new DomainError(code, `${messages[code]} (SQLSTATE ${state})`, { cause: error })
}

/** Node's network errors name the system call that failed. */
const isNetworkError = (error: unknown): boolean => error instanceof Error && 'syscall' in error

/** Runs `work` and throws what `toDomainError` makes of its error. */
export const mapped = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw toDomainError(error)
  }
}
