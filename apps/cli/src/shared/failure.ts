import { styleText } from 'node:util'

/** Exit codes: 1 something went wrong, 2 the command was called wrongly, 3 it needs a running installation. */
export type ExitCode = 1 | 2 | 3

/** Ends a command with a message for people and an exit code. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = 1, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** What commands say that need `up`. */
export const notRunning = (): CommandFailure => new CommandFailure('not running: ./fyntrix up', 3)

const messages = (error: unknown): string[] => {
  if (!(error instanceof Error)) return [String(error)]
  return [error.message, ...(error.cause === undefined ? [] : messages(error.cause))]
}

/** Tells people what went wrong, on standard error, without a stack, and answers the exit code. */
export const report = (error: unknown): ExitCode => {
  const [first, ...causes] = messages(error)
  process.stderr.write(`${styleText('red', 'error:', { stream: process.stderr })} ${first}\n`)
  for (const cause of causes.filter((text) => text !== '' && text !== first))
    process.stderr.write(`  because: ${cause}\n`)
  return error instanceof CommandFailure ? error.exitCode : 1
}
