import type { CacheTarget } from '@fyntrix/migration'
import type { OpenServices } from '@fyntrix/services'
import { candlesTag } from '@fyntrix/services/candles'
import { createLevelsAdoption } from '@fyntrix/services/levels'

/** The Redis side of services as a target of a migration. */
export const cacheTargetOf = ({ services, resources }: Pick<OpenServices, 'services' | 'resources'>): CacheTarget => {
  const { redis, prefix, cache, source } = resources
  return {
    source,
    values: {
      redis,
      unified: services.unified,
      general: services.general,
      levels: createLevelsAdoption({ redis, prefix }),
    },
    candlesChanged: () => cache.invalidateTags(candlesTag),
  }
}
