import type { Remote } from '../remote/remote.ts'
import { touch } from '../remote/scripts.ts'

const most = 256

/** Tells a bounded family's index what was read, now and then: the order of eviction need not be exact to the second. */
export class Touches {
  readonly #remote: Remote
  readonly #index: string
  #keys = new Set<string>()

  constructor(remote: Remote, index: string) {
    this.#remote = remote
    this.#index = index
  }

  add(key: string): void {
    this.#keys.add(key)
    if (this.#keys.size >= most) void this.flush()
  }

  /** Tells what was gathered. What Redis does not hear is lost: a wrong order of eviction costs a load. */
  async flush(): Promise<void> {
    if (this.#keys.size === 0 || !this.#remote.available) return
    const keys = [...this.#keys]
    this.#keys = new Set()
    await this.#remote.attempt((client) => touch.run(client, [this.#index], keys)).catch(() => undefined)
  }
}
