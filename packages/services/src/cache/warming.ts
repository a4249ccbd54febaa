import { ready } from '@fyntrix/cache'
import { type WarmedKind, type WarmingReport, WarmKind } from '@fyntrix/domain/cache'
import { DomainError, toInstant } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { eachBounded, redisAway } from '../shared/index.ts'
import type { ViewsService } from './views.ts'
import { type WarmingSources, type WarmTarget, type Warmth, warmingTargets } from './warming.targets.ts'

/** Puts into the cache what readers ask for first. */
export interface Warming {
  /**
   * Makes views again that are missing in Redis, then asks for what is worth having, a few at a time, by the services that serve it. Repeating it finds what is
   * there. Heeds the signal between two questions, and throws what it was aborted with; throws `unavailable` while PostgreSQL or Redis is away.
   */
  warm(now: Date, signal: AbortSignal): Promise<WarmingReport>
}

export interface WarmingDependencies extends WarmingSources {
  readonly redis: Redis
  readonly views: ViewsService
}

/** questions at a time: half the connections for candles, so that readers do not wait */
const together = 2
/** milliseconds that Redis may take to say that it is there */
const patience = 2_000

const warmthOf = async ({ ask }: WarmTarget): Promise<Warmth> => {
  try {
    return await ask()
  } catch (cause) {
    if (!(cause instanceof Error) || (cause instanceof DomainError && cause.code === 'unavailable')) throw cause
    return { reason: cause instanceof DomainError ? cause.code : cause.name, detail: cause.message }
  }
}

/** Counts by kind and reason, the most frequent reason first. */
const counted = (
  kind: WarmKind,
  results: readonly { readonly name: string; readonly warmth: Warmth }[],
): WarmedKind => {
  const reasons = new Map<string, { count: number; example: string }>()
  for (const { name, warmth } of results) {
    if (typeof warmth === 'string') continue
    const { count = 0, example = `${name}: ${warmth.detail}` } = reasons.get(warmth.reason) ?? {}
    reasons.set(warmth.reason, { count: count + 1, example })
  }
  return {
    kind,
    found: results.filter(({ warmth }) => warmth === 'found').length,
    warmed: results.filter(({ warmth }) => warmth === 'warmed').length,
    failed: [...reasons].map(([reason, failure]) => ({ reason, ...failure })).toSorted((a, b) => b.count - a.count),
  }
}

export const createWarming = ({ redis, views, ...sources }: WarmingDependencies): Warming => ({
  async warm(now, signal) {
    const started = performance.now()
    const rebuilt = await views.rebuildMissing(signal)
    const results = await eachBounded(warmingTargets(sources, now), { most: together, signal }, async (target) => ({
      kind: target.kind,
      name: target.name,
      warmth: await warmthOf(target),
    }))
    // readers answer from PostgreSQL when Redis is away, and then nothing was warmed
    if (!(await ready(redis, patience))) throw redisAway(new Error('Redis went away amid the warming'))
    return {
      asOf: toInstant(now),
      rebuilt: rebuilt.filter(({ written }) => written > 0).map(({ view }) => view),
      kinds: WarmKind.options.map((kind) =>
        counted(
          kind,
          results.filter((result) => result.kind === kind),
        ),
      ),
      elapsedMs: Math.round(performance.now() - started),
    }
  },
})
