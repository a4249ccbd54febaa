/** The service that an error is about. */
export type EmbeddedService = 'PostgreSQL' | 'Redis' | 'pgbouncer' | 'pgloader'

/**
 * Why a service is not available. Stable: callers may branch on it.
 * - `unsupported-platform`: no binaries exist for this operating system or processor
 * - `binary-missing`: the platform is supported, but no usable server program was found or could be fetched
 * - `version-unsupported`: a server program or data directory has a version that cannot be used
 * - `not-permitted`: the directory or the account does not allow it
 * - `disk-full`: no space or quota is left
 * - `start-failed`: the server ended or did not answer in time
 * - `stop-failed`: the server is still there after every means of stopping it
 */
export type ServiceUnavailableCode =
  | 'unsupported-platform'
  | 'binary-missing'
  | 'version-unsupported'
  | 'not-permitted'
  | 'disk-full'
  | 'start-failed'
  | 'stop-failed'

/** What a {@link ServiceUnavailableError} is made of. */
export interface ServiceUnavailableDetails {
  readonly service: EmbeddedService
  readonly code: ServiceUnavailableCode
  /** What happened, one sentence without a full stop. */
  readonly problem: string
  /** What the reader can do about it. */
  readonly remedy: string
  /** The last lines that the server or tool wrote, oldest first. */
  readonly log?: readonly string[]
  readonly cause?: unknown
}

/**
 * An embedded service cannot be used. The message is complete on its own: what happened, what to do, and the last lines
 * of the log. It never holds a password.
 */
export class ServiceUnavailableError extends Error {
  override readonly name = 'ServiceUnavailableError'
  readonly service: EmbeddedService
  readonly code: ServiceUnavailableCode
  readonly remedy: string
  readonly log: readonly string[]

  constructor({ service, code, problem, remedy, log = [], cause }: ServiceUnavailableDetails) {
    const excerpt = log.length === 0 ? '' : `\nLast lines of the log:\n${log.map((line) => `  ${line}`).join('\n')}`
    super(`${service}: ${problem}. ${remedy}${excerpt}`, cause === undefined ? {} : { cause })
    this.service = service
    this.code = code
    this.remedy = remedy
    this.log = log
  }
}

/** The `code` of a system or PostgreSQL error, `undefined` for anything else. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Whether `error` carries one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  const code = errorCode(error)
  return code !== undefined && codes.includes(code)
}

/**
 * Runs `work` and turns the file system's refusals below `dir` into errors that say what to do.
 * Anything else passes through unchanged.
 */
export async function explained<T>(service: EmbeddedService, dir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof ServiceUnavailableError) throw cause
    if (hasCode(cause, 'ENOSPC', 'EDQUOT')) throw diskFull(service, dir, [], cause)
    if (hasCode(cause, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ELOOP')) throw notPermitted(service, dir, cause)
    throw cause
  }
}

/** No space or quota is left on the file system of `dir`. */
export function diskFull(
  service: EmbeddedService,
  dir: string,
  log: readonly string[] = [],
  cause?: unknown,
): ServiceUnavailableError {
  return new ServiceUnavailableError({
    service,
    code: 'disk-full',
    problem: `no space is left for ${dir}`,
    remedy: 'Free some space on that file system (df -h shows it) or choose another directory.',
    log,
    cause,
  })
}

/** This process may not use `dir`. */
export function notPermitted(service: EmbeddedService, dir: string, cause: unknown): ServiceUnavailableError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new ServiceUnavailableError({
    service,
    code: 'not-permitted',
    problem: `cannot use ${dir} (${reason})`,
    remedy: `Choose a directory that uid ${process.getuid?.() ?? 'of this process'} may write, or run as its owner.`,
    cause,
  })
}
