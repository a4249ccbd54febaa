import type { KeyRef } from '../definition/key-book.ts'
import type { FamilyContext } from './context.ts'
import type { Failures } from './failures.ts'
import { type Begun, Flight, type Source } from './flight.ts'
import type { Vault } from './vault.ts'
import { Wakers } from './wakers.ts'
import type { Writes } from './writes.ts'

export interface FlightsOptions<Value> {
  readonly context: FamilyContext<Value>
  readonly vault: Vault<Value>
  readonly writes: Writes<Value>
  readonly failures: Failures
}

/** The flights of one family that may still be joined, one a key. */
export class Flights<Parameters, Value> {
  readonly #options: FlightsOptions<Value>
  readonly #wakers = new Wakers()
  readonly #joinable = new Map<string, Flight<Parameters, Value>>()

  constructor(options: FlightsOptions<Value>) {
    this.#options = options
  }

  /** Whether a flight of this key may be joined. */
  has(key: string): boolean {
    return this.#joinable.has(key)
  }

  /** The flight of a key, begun where there is none. */
  of(ref: KeyRef<Parameters>, source: Source<Parameters, Value>, begun: Begun = {}): Flight<Parameters, Value> {
    const joined = this.#joinable.get(ref.key)
    if (joined) {
      source.pass()
      return joined
    }
    const { context } = this.#options
    const known = context.local.peek(ref.key)
    const flight = new Flight({ ...this.#options, wakers: this.#wakers, ref, source, known, begun })
    this.#joinable.set(ref.key, flight)
    const landed = () => this.close(ref.key, flight)
    context.background(flight.landed.then(landed, landed))
    return flight
  }

  /** Nobody may join this flight any more. */
  close(key: string, flight: Flight<Parameters, Value>): void {
    if (this.#joinable.get(key) === flight) this.#joinable.delete(key)
  }

  /** The key changed: what is being loaded may be what was before. Whoever waits for a change looks again. */
  changed(key: string): void {
    if (!this.#joinable.get(key)?.waiting) this.#joinable.delete(key)
    this.#wakers.wake(key)
  }

  /** Any key may have changed. */
  allChanged(): void {
    this.#joinable.clear()
    this.#wakers.wake(null)
  }
}
