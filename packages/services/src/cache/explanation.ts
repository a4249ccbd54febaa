import type { Explanation } from '@fyntrix/cache'
import type { CacheExplanation } from '@fyntrix/domain/cache'

const instant = (ms: number): string => new Date(ms).toISOString()

/** An explanation as the API answers it. */
export const explanationOf = ({
  family,
  key,
  now,
  process: own,
  redis,
  stored,
  lease,
}: Explanation): CacheExplanation => ({
  family,
  key,
  now: instant(now),
  process: own ?? null,
  redis,
  stored: stored
    ? {
        writer: stored.writer,
        version: stored.version,
        loadedAt: instant(stored.loadedAt),
        freshUntil: instant(stored.freshUntil),
        staleUntil: instant(stored.staleUntil),
        holdUntil: instant(stored.holdUntil),
        ageMs: stored.ageMs,
        expiresInMs: stored.expiresIn,
        bytes: stored.bytes,
        rawBytes: stored.rawBytes,
        codec: stored.codec,
        compression: stored.compression,
        schemaVersion: stored.schemaVersion,
        etag: stored.etag,
        tags: stored.tags.map((tag) => ({ ...tag })),
      }
    : null,
  lease: lease ?? null,
})
