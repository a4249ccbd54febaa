import { Cluster, type Redis } from 'ioredis'
import type { RedisClient } from '../script.ts'
import type { Coherence, CoherenceListener } from './coherence.ts'
import { withoutOverlap } from './prefixes.ts'
import { TrackedNode } from './tracking.ts'

export interface TrackedCoherenceOptions {
  readonly client: RedisClient
  readonly heartbeat: number
  readonly deadline: number
  readonly monotonic: () => number
  readonly listener: CoherenceListener
}

/** Coherence by server-assisted tracking on every master. It trusts only while every master is heard. */
export class TrackedCoherence implements Coherence {
  readonly channel = ''
  readonly #options: TrackedCoherenceOptions
  readonly #prefixes = new Set<string>()
  readonly #nodes = new Map<Redis, { tracked: TrackedNode; hearing: boolean }>()
  #trust = 0
  #generation = 0
  #rearming = false

  constructor(options: TrackedCoherenceOptions) {
    this.#options = options
    const { client } = options
    if (client instanceof Cluster) {
      client.on('+node', () => this.#follow())
      client.on('-node', () => this.#follow())
      client.on('ready', () => this.#follow())
    }
  }

  get trust(): number {
    return this.#trust
  }

  cover(prefix: string): void {
    this.#prefixes.add(prefix)
    if (this.#rearming) return
    // families are declared one after the other: asked for once
    this.#rearming = true
    queueMicrotask(() => {
      this.#rearming = false
      for (const { tracked } of this.#nodes.values()) tracked.rearm()
      this.#follow()
    })
  }

  async settle(): Promise<void> {
    await Promise.all([...this.#nodes.values()].map(({ tracked }) => tracked.settle()))
  }

  close(): void {
    for (const { tracked } of this.#nodes.values()) tracked.close()
    this.#nodes.clear()
    this.#trust = 0
  }

  #masters(): Redis[] {
    const { client } = this.#options
    return client instanceof Cluster ? client.nodes('master') : [client]
  }

  #follow(): void {
    const { heartbeat, deadline, monotonic, listener } = this.#options
    const masters = this.#masters()
    for (const [node, { tracked }] of this.#nodes) {
      if (masters.includes(node)) continue
      tracked.close()
      this.#nodes.delete(node)
    }
    for (const node of masters) {
      if (this.#nodes.has(node)) continue
      const tracked = new TrackedNode({
        node,
        heartbeat,
        deadline,
        monotonic,
        prefixes: () => withoutOverlap(this.#prefixes),
        onInvalidated: (key) => listener.invalidated(key),
        onHearing: (hearing) => this.#changed(node, hearing),
        onTime: (reading) => listener.timed(reading),
        onError: (error) => listener.failed(error),
      })
      this.#nodes.set(node, { tracked, hearing: false })
    }
    this.#judge()
  }

  #changed(node: Redis, hearing: boolean): void {
    const known = this.#nodes.get(node)
    if (!known) return
    known.hearing = hearing
    // heard anew after a gap, even where the gap was too short to be noticed otherwise
    this.#trust = 0
    this.#judge()
  }

  #judge(): void {
    const all = this.#nodes.size > 0 && [...this.#nodes.values()].every(({ hearing }) => hearing)
    if (all && this.#trust === 0) {
      this.#generation += 1
      this.#trust = this.#generation
      this.#options.listener.trusted()
    } else if (!all) {
      this.#trust = 0
      this.#options.listener.doubted()
    }
  }
}
