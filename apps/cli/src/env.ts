import { resolve } from 'node:path'
import { type Connections, connectionsFrom } from '@fyntrix/services/shared'

/** The root of the checkout that this program belongs to. */
export const root = resolve(import.meta.dirname, '../../..')

export interface CliEnvironment {
  /** Everything that this installation keeps: databases, archive, keys, logs. */
  readonly home: string
  /** Where Redis and pgbouncer are unpacked to when the machine has none; shared by all homes of the checkout. */
  readonly binaries: string
  readonly connections: Connections
  readonly seed: string
  readonly sharedData: string
  /** What child processes inherit. */
  readonly inherited: Readonly<Record<string, string | undefined>>
}

/** Reads the environment of the command line. Throws `invalid-input` for an address that is none. */
export const readEnvironment = (): CliEnvironment => {
  const env = process.env
  return {
    home: resolve(env['FYNTRIX_HOME'] || resolve(root, '.fyntrix')),
    binaries: resolve(root, '.fyntrix/redis'),
    connections: connectionsFrom(env),
    seed: env['FYNTRIX_SIMULATION_SEED'] || 'fyntrix',
    sharedData: resolve(env['FYNTRIX_SHARED_DATA'] || resolve(root, '../shared/data')),
    inherited: env,
  }
}
