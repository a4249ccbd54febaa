import type { CliEnvironment } from './env.ts'

/** What every command gets. */
export interface CliContext {
  readonly env: CliEnvironment
  /** The file that this program was started from. */
  readonly entry: string
  readonly version: string
  readonly wall: () => Date
}
