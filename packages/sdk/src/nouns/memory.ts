import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** What the key's user remembers. */
export interface MemoryClient {
  /** What the key's user remembers there; `found` is false for what was forgotten. Rejects with `unavailable` when Redis is away. */
  get(input: RouterInputs['memory']['get'], options?: CallOptions): Promise<RouterOutputs['memory']['get']>
  /** What the key's user remembers, without values. Rejects as `get`. */
  list(input?: RouterInputs['memory']['list'], options?: CallOptions): Promise<RouterOutputs['memory']['list']>
  /**
   * Remembers a value, by default for an hour; needs the scope `write`. Rejects with `invalid-input` for one that is too large, `refused` when there is no
   * room, `unavailable` when Redis is away.
   */
  set(input: RouterInputs['memory']['set'], options?: CallOptions): Promise<RouterOutputs['memory']['set']>
  /** Forgets a value; needs the scope `write`. */
  remove(input: RouterInputs['memory']['remove'], options?: CallOptions): Promise<RouterOutputs['memory']['remove']>
  /** Forgets a context type, or one namespace of it, such as a session; needs the scope `write`. */
  clear(input: RouterInputs['memory']['clear'], options?: CallOptions): Promise<RouterOutputs['memory']['clear']>
}

export const memoryClient = ({ api, call }: Connection): MemoryClient => ({
  get: (input, options) => call(api.memory.get.query(input, options)),
  list: (input = {}, options) => call(api.memory.list.query(input, options)),
  set: (input, options) => call(api.memory.set.mutate(input, options)),
  remove: (input, options) => call(api.memory.remove.mutate(input, options)),
  clear: (input, options) => call(api.memory.clear.mutate(input, options)),
})
