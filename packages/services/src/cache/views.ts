import { clear, matchKeys } from '@fyntrix/cache'
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
}

interface Dependencies {
  readonly db: Database
  readonly redis: Redis
  readonly prefix: string
  readonly views: readonly View[]
}

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

  return {
    async rebuild({ view: wanted }) {
      const rebuilt: Rebuilt[] = []
      for (const view of views.filter(({ name }) => wanted === undefined || name === wanted)) {
        const started = performance.now()
        const gone = await removeAll(view)
        const written = await view.rebuild(db.repositories())
        rebuilt.push({ view: view.name, removed: gone, written, elapsedMs: Math.round(performance.now() - started) })
      }
      return rebuilt
    },
  }
}
