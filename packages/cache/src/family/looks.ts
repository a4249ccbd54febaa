import type { KeyRef } from '../definition/key-book.ts'
import type { FamilyContext } from './context.ts'
import type { Found, Vault } from './vault.ts'

/** Whether somebody joined it, who then gets the same value as whoever began it. */
interface Look {
  shared: boolean
}

/** What Redis has of a key, asked once for all who want to know meanwhile. */
export class Looks<Value> {
  readonly #context: FamilyContext<Value>
  readonly #vault: Vault<Value>
  readonly #joinable = new Map<string, Look & { readonly found: Promise<Found<Value>> }>()

  constructor(context: FamilyContext<Value>, vault: Vault<Value>) {
    this.#context = context
    this.#vault = vault
  }

  /** Looks without claiming to load. Throws `RedisAwayError`. */
  of(ref: KeyRef<unknown>): Promise<Found<Value>> {
    const joined = this.#joinable.get(ref.key)
    if (joined) {
      joined.shared = true
      return joined.found
    }
    const look = { shared: false }
    const begun = Object.assign(look, { found: this.#look(ref, look) })
    this.#joinable.set(ref.key, begun)
    return begun.found
  }

  /** The key changed: nobody may join a look that may have come too early. */
  changed(key: string): void {
    this.#joinable.delete(key)
  }

  /** Any key may have changed. */
  allChanged(): void {
    this.#joinable.clear()
  }

  async #look(ref: KeyRef<unknown>, look: Look): Promise<Found<Value>> {
    try {
      const found = await this.#vault.read(ref)
      if (look.shared && found.kind === 'value') this.#context.spec.codec.freeze?.(found.entry.value)
      return found
    } finally {
      if (this.#joinable.get(ref.key) === look) this.#joinable.delete(ref.key)
    }
  }
}
