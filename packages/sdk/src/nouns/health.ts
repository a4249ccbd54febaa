import type { RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** How the installation is doing. */
export interface HealthClient {
  /** How the installation is doing, component by component. */
  check(options?: CallOptions): Promise<RouterOutputs['health']['check']>
}

export const healthClient = ({ api, call }: Connection): HealthClient => ({
  check: (options) => call(api.health.check.query(undefined, options)),
})
