import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** The picks of all runs as positions. */
export interface PositionsClient {
  /** Looks at the picks of all runs as positions; needs the scope `run`. Repeating it for an instant adds nothing. */
  monitor(
    input?: RouterInputs['positions']['monitor'],
    options?: CallOptions,
  ): Promise<RouterOutputs['positions']['monitor']>
  /** What the monitor saw last, and whether that is out of date. Rejects with `not-found` before the first time. */
  latest(
    input?: RouterInputs['positions']['latest'],
    options?: CallOptions,
  ): Promise<RouterOutputs['positions']['latest']>
  /** Past snapshots of a universe and mode, newest first; `before` is the `asOf` of the last one of the page before. */
  history(
    input: RouterInputs['positions']['history'],
    options?: CallOptions,
  ): Promise<RouterOutputs['positions']['history']>
}

export const positionsClient = ({ api, call }: Connection): PositionsClient => ({
  monitor: (input = {}, options) => call(api.positions.monitor.mutate(input, options)),
  latest: (input = {}, options) => call(api.positions.latest.query(input, options)),
  history: (input, options) => call(api.positions.history.query(input, options)),
})
