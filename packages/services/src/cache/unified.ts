import type { Cache, Family } from '@fyntrix/cache'
import { placeOf, UnifiedIdentity, type UnifiedIdentityInput, type UnifiedType } from '@fyntrix/domain/cache'
import { DomainError } from '@fyntrix/domain/shared'
import { type UnifiedDefinition, type UnifiedValues, unifiedFamilies } from './unified.families.ts'

type IdentityOf<T extends UnifiedType> = Extract<UnifiedIdentityInput, { readonly type: T }>

/** Values of ten types under identities that people can read. It loads nothing: whoever computes a value stores it. */
export interface UnifiedCache {
  /** The value while it is fresh. Throws `invalid-input` for an identity that names none. With Redis away, what the process has. */
  get<T extends UnifiedType>(identity: IdentityOf<T>): Promise<UnifiedValues[T] | undefined>
  /** Stores a value. Throws `RedisAwayError`: it may have been stored all the same. */
  set<T extends UnifiedType>(identity: IdentityOf<T>, value: UnifiedValues[T]): Promise<void>
  /** Removes a value everywhere; true when there was one. Throws `RedisAwayError`. */
  delete(identity: UnifiedIdentityInput): Promise<boolean>
}

type UnifiedFamily<Value> = Family<string, UnifiedDefinition<Value>['parameters'], Value>

/** Puts the ten families into use. */
export const createUnified = (cache: Cache): UnifiedCache => {
  const of = <Value>(definition: UnifiedDefinition<Value>): UnifiedFamily<Value> => cache.family(definition)
  const families: { readonly [T in UnifiedType]: UnifiedFamily<UnifiedValues[T]> } = {
    stock_data: of(unifiedFamilies.stock_data),
    indicators: of(unifiedFamilies.indicators),
    patterns: of(unifiedFamilies.patterns),
    sector_data: of(unifiedFamilies.sector_data),
    ml_predictions: of(unifiedFamilies.ml_predictions),
    api_responses: of(unifiedFamilies.api_responses),
    historical_data: of(unifiedFamilies.historical_data),
    instruments: of(unifiedFamilies.instruments),
    live_data: of(unifiedFamilies.live_data),
    enhanced_data: of(unifiedFamilies.enhanced_data),
  }
  const placed = (identity: UnifiedIdentityInput) => {
    const parsed = UnifiedIdentity.safeParse(identity)
    if (parsed.success) return { ...placeOf(parsed.data) }
    const [issue] = parsed.error.issues
    throw new DomainError('invalid-input', `${identity.type}: ${issue?.path.join('.')} ${issue?.message}`)
  }
  return {
    get: <T extends UnifiedType>(identity: IdentityOf<T>) => families[typeOf<T>(identity)].get(placed(identity)),
    set: <T extends UnifiedType>(identity: IdentityOf<T>, value: UnifiedValues[T]) =>
      families[typeOf<T>(identity)].set(placed(identity), value),
    delete: (identity) => families[identity.type].delete(placed(identity)),
  }
}

const typeOf = <T extends UnifiedType>(identity: IdentityOf<T>): T => identity.type
