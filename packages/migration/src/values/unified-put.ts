import type { UnifiedType } from '@fyntrix/domain/cache'
import type { IdentityOf, UnifiedCache, UnifiedLook, UnifiedValues } from '@fyntrix/services/cache'

/** A value of the unified cache with where it goes; what it is made of stays in here. */
export interface UnifiedPut {
  readonly identity: IdentityOf<UnifiedType>
  readonly value: unknown
  readonly adopt: (
    cache: UnifiedCache,
    options: { readonly freshForMs: number; readonly etag: string },
  ) => Promise<boolean>
  readonly look: (cache: UnifiedCache) => Promise<UnifiedLook<unknown> | undefined>
}

/** A value of one type under an identity of the same type. */
export const unifiedPut = <T extends UnifiedType>(identity: IdentityOf<T>, value: UnifiedValues[T]): UnifiedPut => ({
  identity,
  value,
  adopt: (cache, options) => cache.adopt<T>(identity, value, options),
  look: (cache) => cache.look<T>(identity),
})
