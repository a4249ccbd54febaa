import type { KeyRef } from '../definition/key-book.ts'
import type { FamilyContext } from './context.ts'
import type { Found, Vault } from './vault.ts'

interface Look<Value> {
  /** Whether somebody joined it, who then gets the same value as whoever began it. */
  shared: boolean
  found: Promise<Found<Value>>
}

/** What Redis has of a key, asked once for all who want to know meanwhile. */
export class Looks<Value> {
  readonly #context: FamilyContext<Value>
  readonly #vault: Vault<Value>
  readonly #joinable = new Map<string, Look<Value>>()

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
    const found = this.#vault.read(ref)
    const look: Look<Value> = { shared: false, found }
    look.found = found.then(
      (brought) => {
        this.#over(ref.key, look)
        if (look.shared && brought.kind === 'value') this.#context.spec.codec.freeze?.(brought.entry.value)
        return brought
      },
      (error: unknown) => {
        this.#over(ref.key, look)
        throw error
      },
    )
    this.#joinable.set(ref.key, look)
    return look.found
  }

  /** The key changed: nobody may join a look that may have come too early. */
  changed(key: string): void {
    this.#joinable.delete(key)
  }

  /** Any key may have changed. */
  allChanged(): void {
    this.#joinable.clear()
  }

  #over(key: string, look: Look<Value>): void {
    if (this.#joinable.get(key) === look) this.#joinable.delete(key)
  }
}
