import type { RedisOptions } from 'ioredis'
import type { FamilyKind } from './history.ts'

/** A value as one process got it, with labels where it gives any. */
export interface Answer {
  readonly value: number | undefined
  readonly version?: number
  readonly state?: string
  readonly level?: string
}

/** One family of one process. */
export interface SubjectFamily {
  /** How often it was asked for something and Redis could not be used. */
  readonly away: number
  peek(key: string): number | undefined
  get(key: string): Promise<Answer>
  /** As `getOrLoad`, with labels. */
  read(key: string): Promise<Answer>
  getOrLoad(key: string): Promise<Answer>
  set(key: string, value: number): Promise<void>
  delete(key: string): Promise<void>
}

/** One process with its cache: what is simulated. */
export interface Subject {
  /** Whether Redis answers and invalidations arrive. */
  readonly ready: boolean
  /** Whether invalidations arrive. */
  readonly coherent: boolean
  family(kind: FamilyKind): SubjectFamily
  invalidate(tag: string): Promise<void>
  settle(): Promise<void>
  /** Resolves when nothing goes on without a caller. */
  drain(): Promise<void>
  /** Lets go of all connections without another word to Redis. */
  close(): void
}

/** An address with the way to it. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly password?: string
  readonly Connector: NonNullable<RedisOptions['Connector']>
}

export interface SubjectOptions {
  /** How to connect through the simulated network. A connection whose name ends in `:invalidations` is one for them. */
  readonly connection: Connection
  readonly instance: string
  readonly random: () => number
  readonly limits: Limits
  /** The source of every family's values. */
  readonly load: (kind: FamilyKind, key: string) => Promise<number>
}

/** What the families promise. Milliseconds. */
export interface Limits {
  readonly lease: number
  readonly pause: number
  readonly hard: number
  /** Entries of the bounded family. */
  readonly bound: number
}

export type OpenSubject = (options: SubjectOptions) => Promise<Subject>

/** The tag of a key such as `12-0`: keys of one history share it by twos. */
export const tagOf = (key: string): string => {
  const [history = '', number = ''] = key.split('-')
  return `${history}-${Number(number) % 2}`
}

/** Tags concern these families. */
export const isTagged = (kind: FamilyKind): boolean => kind === 'tagged' || kind === 'brief'
