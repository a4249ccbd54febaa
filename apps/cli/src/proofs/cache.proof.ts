import { renderHistory, type Simulated, simulate } from '@fyntrix/cache/simulator'
import type { CliContext } from '../context.ts'
import { startOwnRedis } from '../shared/own-redis.ts'

export interface CacheProofOptions {
  readonly n: number
  readonly seed: number
  /** Only this history, `n` times: its chance repeats, the timing of Redis and of the machine does not. */
  readonly history?: number | undefined
  readonly onHistory?: (done: number, broken: number) => void
}

export interface CacheProofReport {
  readonly seed: number
  readonly histories: number
  /** Reads, writes, loads, settlings and faults, by their type. */
  readonly deeds: Readonly<Record<string, number>>
  readonly seconds: number
  /** Histories that break the consistency model, in full, with what is wrong. */
  readonly violations: readonly {
    readonly history: number
    readonly points: readonly number[]
    readonly text: string
  }[]
}

/** While one history waits for its replies, others go on; each world has three processes around a server of its own. */
const worlds = 6

/** Carries out seeded histories on real servers and checks each against the consistency model of `docs/features/cache.md`. */
export const proveCache = async ({ env }: CliContext, options: CacheProofOptions): Promise<CacheProofReport> => {
  const { n, seed, history, onHistory } = options
  await using scope = new AsyncDisposableStack()
  const servers = await Promise.all(Array.from({ length: worlds }, async () => scope.use(await startOwnRedis(env))))
  const begun = performance.now()
  const simulated = await simulate({
    urls: servers.map(({ url }) => url),
    seed,
    numbers: Array.from({ length: n }, (_, i) => history ?? i),
    onHistory: ({ histories, broken }: Simulated) => onHistory?.(histories, broken.length),
  })
  return {
    seed,
    histories: simulated.histories,
    deeds: simulated.deeds,
    seconds: (performance.now() - begun) / 1000,
    violations: simulated.broken.map(({ history: broken, violations }) => ({
      history: broken.number,
      points: violations.map(({ point }) => point),
      text: renderHistory(broken, violations),
    })),
  }
}
