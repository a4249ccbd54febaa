import { milliseconds } from '@fyntrix/cache'
import type { LevelsScope, SymbolLevels } from '@fyntrix/domain/levels'
import type { Redis } from 'ioredis'
import { levelsLifetime, levelsProjection } from './levels.cache.ts'

/** Milliseconds for which levels stay in Redis after they were computed. */
export const levelsLifetimeMs = milliseconds(levelsLifetime)

/** Levels as they lie in Redis, with the milliseconds that they have to live; undefined where there are none. */
export interface LevelsLook {
  readonly levels: SymbolLevels
  readonly lifetimeMs: number
}

/** Levels that another system computed, in the Redis of this one. All throw the client's error. */
export interface LevelsAdoption {
  /**
   * Keeps them for `lifetimeMs`, under version 0: older than whatever this system computed. False where it has computed some, which stay. When they count as
   * fresh goes by their own `asOf`.
   */
  adopt(levels: SymbolLevels, lifetimeMs: number): Promise<boolean>
  /** Throws `CorruptValueError` for what is there and cannot be read. */
  look(of: { readonly symbol: string; readonly scope: LevelsScope }): Promise<LevelsLook | undefined>
}

export const createLevelsAdoption = ({ redis, prefix }: { redis: Redis; prefix: string }): LevelsAdoption => {
  const projection = levelsProjection(prefix)
  return {
    adopt: (levels, lifetimeMs) =>
      levelsProjection(prefix, lifetimeMs).write(redis, { symbol: levels.symbol, scope: levels.scope }, levels, 0),
    async look({ symbol, scope }) {
      const of = { symbol, scope }
      const [levels, lifetimeMs] = await Promise.all([projection.read(redis, of), redis.pttl(projection.key.of(of))])
      return levels === undefined ? undefined : { levels, lifetimeMs }
    },
  }
}
