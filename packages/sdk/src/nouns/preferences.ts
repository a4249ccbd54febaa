import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** What the key's user prefers. */
export interface PreferencesClient {
  /** What holds for the key's user: the defaults before anything was chosen. */
  get(options?: CallOptions): Promise<RouterOutputs['preferences']['get']>
  /**
   * Changes what is named, null goes back to the default; needs the scope `write`. With a `revision` it rejects with `conflict` when another one is stored.
   */
  update(
    input: RouterInputs['preferences']['update'],
    options?: CallOptions,
  ): Promise<RouterOutputs['preferences']['update']>
  /** Chooses everything anew, what is left out goes back to the default; needs the scope `write`. */
  replace(
    input: RouterInputs['preferences']['replace'],
    options?: CallOptions,
  ): Promise<RouterOutputs['preferences']['replace']>
}

export const preferencesClient = ({ api, call }: Connection): PreferencesClient => ({
  get: (options) => call(api.preferences.get.query(undefined, options)),
  update: (input, options) => call(api.preferences.update.mutate(input, options)),
  replace: (input, options) => call(api.preferences.replace.mutate(input, options)),
})
