import { clear, findKeys, matchKeys } from '@fyntrix/cache'
import type { Database } from '@fyntrix/db/shared'
import type { RebuildRequest, Rebuilt } from '@fyntrix/domain/cache'
import type { Redis } from 'ioredis'
import { redisAway, type View } from '../shared/index.ts'

/** What Redis holds of the facts, made again. */
export interface ViewsService {
  /**
   * Removes a view, or all of them, and writes it again from PostgreSQL, while the relay goes on. A rebuild that is ended leaves keys missing, never wrong
   * ones; calling again makes it whole. Throws `unavailable` with Redis away.
   */
  rebuild(request: RebuildRequest): Promise<Rebuilt[]>
  /**
   * Makes those views again of which Redis holds no key at all, as after a flush; answers which these were. A view without facts is among them, with nothing
   * written. Heeds the signal between two views. Throws `unavailable` with Redis away.
   */
  rebuildMissing(signal: AbortSignal): Promise<Rebuilt[]>
}

interface Dependencies {
  readonly db: Database
  readonly redis: Redis
  readonly prefix: string
  readonly views: readonly View[]
}

/** keys that one step of a search looks at: about a millisecond of the server's time */
const keysLookedAt = 1_000

export const createViewsService = ({ db, redis, prefix, views }: Dependencies): ViewsService => {
  // versions stay, so that whoever read the facts before does not write them over what is read from now on
  const removeAll = async ({ patterns }: View): Promise<number> => {
    let count = 0
    for (const pattern of patterns) {
      const match = matchKeys<string>(pattern, {}, prefix)
      const { removed } = await clear(redis, match).catch((cause: unknown) => Promise.reject(redisAway(cause)))
      count += removed
    }
    return count
  }

  const isMissing = async ({ patterns }: View): Promise<boolean> => {
    for (const pattern of patterns) {
      const match = matchKeys<string>(pattern, {}, prefix)
      try {
        for await (const keys of findKeys(redis, match, { batch: keysLookedAt })) if (keys.length > 0) return false
      } catch (cause) {
        throw redisAway(cause)
      }
    }
    return true
  }

  const rebuild = async (view: View): Promise<Rebuilt> => {
    const started = performance.now()
    const gone = await removeAll(view)
    const written = await view.rebuild(db.repositories())
    return { view: view.name, removed: gone, written, elapsedMs: Math.round(performance.now() - started) }
  }

  return {
    async rebuild({ view: wanted }) {
      const rebuilt: Rebuilt[] = []
      for (const view of views) if (wanted === undefined || view.name === wanted) rebuilt.push(await rebuild(view))
      return rebuilt
    },
    async rebuildMissing(signal) {
      const rebuilt: Rebuilt[] = []
      for (const view of views) {
        signal.throwIfAborted()
        if (await isMissing(view)) rebuilt.push(await rebuild(view))
      }
      return rebuilt
    },
  }
}
