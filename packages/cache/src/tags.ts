import { escapeParameter } from './key.ts'
import type { Remote } from './remote/remote.ts'
import { advanceTag } from './remote/scripts.ts'

/** What every key of a tag's epoch starts with. */
export const tagPrefix = 'fx:tag:'

/** A tag as this process knows it. The epoch holds while `trust` is that of the coherence; 0 means that the tag was never invalidated. */
export interface TagRef {
  readonly name: string
  readonly key: string
  epoch: number
  trust: number
  /** How often it was heard to change: an answer that a change overtook is not believed. */
  changes: number
}

export interface TagRegistryOptions {
  readonly remote: Remote
  readonly prefix: string
  /** Milliseconds for which an epoch is kept: longer than any value lives that was stored under an older one. */
  readonly lifetime: () => number
  readonly trust: () => number
  readonly channel: () => string
  readonly instance: string
}

/** Whether the tags of a key are where they were. */
export const sameEpochs = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((epoch, i) => epoch === other[i])

const capacity = 100_000

/** The tags that this process has met, and their epochs. */
export class TagRegistry {
  readonly #options: TagRegistryOptions
  readonly #refs = new Map<string, TagRef>()

  constructor(options: TagRegistryOptions) {
    this.#options = options
  }

  /** The one reference of a tag. */
  ref(name: string): TagRef {
    const key = `${this.#options.prefix}${tagPrefix}${escapeParameter(name)}`
    const known = this.#refs.get(key)
    if (known) return known
    if (this.#refs.size >= capacity) this.#forgetOldest()
    const ref: TagRef = { name, key, epoch: 0, trust: 0, changes: 0 }
    this.#refs.set(key, ref)
    return ref
  }

  /**
   * The epochs of tags, asking for those that this process may not have heard of. What was answered to others and is still on its way to us is not in
   * it: `afresh` asks for all. Throws `RedisAwayError`.
   */
  async resolve(refs: readonly TagRef[], { afresh = false } = {}): Promise<readonly number[]> {
    const { remote, trust } = this.#options
    const asked = trust()
    const unknown = refs.filter((ref) => afresh || asked === 0 || ref.trust !== asked)
    if (unknown.length > 0) {
      const keys = unknown.map((ref) => ref.key)
      const before = unknown.map((ref) => ref.changes)
      // in a cluster they lie anywhere
      const texts = await remote.attempt((client) => Promise.all(keys.map((key) => client.get(key))))
      for (const [i, ref] of unknown.entries()) {
        ref.epoch = Number(texts[i] ?? 0)
        ref.trust = ref.changes === before[i] ? asked : 0
      }
    }
    return refs.map((ref) => ref.epoch)
  }

  /** Invalidates everything that was loaded under these tags so far. Throws `RedisAwayError`; it may have happened all the same. */
  async advance(names: readonly string[]): Promise<void> {
    const { remote, lifetime, channel, instance } = this.#options
    await Promise.all(
      names.map(async (name) => {
        const ref = this.ref(name)
        distrust(ref)
        const reply = await remote.attempt((client) =>
          advanceTag.run(client, [ref.key], [lifetime(), channel(), instance]),
        )
        if (Buffer.isBuffer(reply)) ref.epoch = Math.max(ref.epoch, reply.readDoubleLE(0))
      }),
    )
  }

  /** Somebody advanced the tag under this key. True when it is the key of a tag. */
  invalidated(key: string): boolean {
    const ref = this.#refs.get(key)
    if (ref) distrust(ref)
    return ref !== undefined
  }

  /** All epochs may have changed: everything was flushed. */
  doubt(): void {
    for (const ref of this.#refs.values()) distrust(ref)
  }

  #forgetOldest(): void {
    for (const [key, ref] of this.#refs) {
      // entries that still point to it are in doubt from now on
      ref.trust = 0
      this.#refs.delete(key)
      return
    }
  }
}

const distrust = (ref: TagRef): void => {
  ref.trust = 0
  ref.changes += 1
}
