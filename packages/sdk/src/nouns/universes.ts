import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Universes and their stocks. */
export interface UniversesClient {
  /** Every universe as of the market's clock. */
  list(options?: CallOptions): Promise<RouterOutputs['universes']['list']>
  /** Every dated list of members, with its dates and where it is from. */
  lists(options?: CallOptions): Promise<RouterOutputs['universes']['lists']>
  /** The stocks of a universe on an exchange date. Rejects with `refused` before its first dated list. */
  members(
    input: RouterInputs['universes']['members'],
    options?: CallOptions,
  ): Promise<RouterOutputs['universes']['members']>
}

export const universesClient = ({ api, call }: Connection): UniversesClient => ({
  list: (options) => call(api.universes.list.query(undefined, options)),
  lists: (options) => call(api.universes.lists.query(undefined, options)),
  members: (input, options) => call(api.universes.members.query(input, options)),
})
