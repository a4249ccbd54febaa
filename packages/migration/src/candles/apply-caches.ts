import type { Problem } from '../inspection.ts'
import type { Target } from '../target.ts'
import { type CandleCacheImport, importCandleCache } from './import.ts'
import { orReason, placeOf } from './or-reason.ts'
import { type PlannedCache, placesOf } from './planned-caches.ts'

/** What became of a candle cache. */
export interface AppliedCache extends CandleCacheImport {
  readonly folder: string
}

const orderOf = (n: number, of: string): string => `${n} ${of}${n === 1 ? '' : 's'}`

/** What a user must know of a cache that was imported. */
const problemsOf = ({ folder, cache }: AppliedCache): Problem[] => {
  const place = placeOf(folder)
  const aside = Object.entries(cache.setAside)
  return [
    ...cache.refused.map(({ file, refused }) => ({ place: `${place}/${file}`, reason: refused ?? 'it was not read' })),
    ...aside.map(([reason, n]) => ({ place, reason: `${orderOf(n, 'row')} of candles set aside: ${reason}` })),
    ...(cache.disagreements.ambiguous > 0
      ? [{ place, reason: `${orderOf(cache.disagreements.ambiguous, 'bar')} of which no rule tells the right copy` }]
      : []),
  ]
}

export interface CacheOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((what: string, done: number, of: number) => void) | undefined
}

/** Imports candle caches, each in one transaction, and forgets what was made of other candles. A cache that cannot be read is told as a problem. */
export const applyCaches = async (
  target: Target,
  root: string,
  planned: readonly PlannedCache[],
  { signal, onProgress }: CacheOptions,
): Promise<{ readonly caches: readonly AppliedCache[]; readonly problems: readonly Problem[] }> => {
  const caches: AppliedCache[] = []
  const problems: Problem[] = []
  for (const one of planned) {
    const { cache, instruments } = placesOf(root, one)
    const imported = await orReason(() =>
      importCandleCache(target, cache, {
        instruments,
        signal,
        onProgress: (done, of, file) => onProgress?.(`${one.folder} ${file}`, done, of),
      }),
    )
    if ('reason' in imported) problems.push({ place: placeOf(one.folder), reason: imported.reason })
    else caches.push({ folder: one.folder, ...imported.found })
  }
  // also where nothing is new: an earlier call may have ended before it could
  if (caches.length > 0) await (await target.cache()).candlesChanged()
  return { caches, problems: [...problems, ...caches.flatMap(problemsOf)] }
}
