import type { RedisAddress } from '../../../shared/own-redis.ts'

/** Which levels a cache is opened with. */
export type Levels = 'both' | 'process' | 'redis'

export interface PeerOptions {
  readonly redis: RedisAddress
  readonly levels: Levels
  /** Goes before every key. */
  readonly prefix: string
  /** The source of values. */
  readonly load: (key: string) => Promise<unknown>
  /** Tags of every value. */
  readonly tags?: readonly string[]
  /** Milliseconds that a command may take, by whatever setting the library or its client has; its default where absent. */
  readonly deadline?: number
}

/** A cache in use, by what all libraries have in common. */
export interface OpenPeer extends AsyncDisposable {
  readonly getOrLoad: (key: string) => Promise<unknown>
  /** Resolves when the library says that the value is stored. */
  readonly set: (key: string, value: unknown) => Promise<unknown>
  /** Only what the process holds, without a promise. */
  readonly peek?: (key: string) => unknown
  /** Many keys in one round trip. */
  readonly getMany?: (keys: readonly string[]) => Promise<readonly unknown[]>
  /** Whether it again does what it does with Redis at hand; by default as soon as a write reaches Redis. */
  readonly recovered?: () => boolean
}

/** A library beside which the cache is measured. */
export interface Peer {
  readonly name: string
  /** The packages that it consists of here; their versions are printed. */
  readonly packages: readonly string[]
  readonly configured: string
  /** Guarantees of the cache of this project that it does not give, as configured. */
  readonly lacks: readonly string[]
  readonly levels: readonly Levels[]
  readonly tags: boolean
  readonly open: (options: PeerOptions) => Promise<OpenPeer>
}

/** How long values are kept, in milliseconds: longer than any run. */
export const lifetime = 3_600_000

/** How many values a process may hold: more than any run needs. */
export const capacity = 20_000
