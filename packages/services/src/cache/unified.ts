import { type Cache, type Family, LoadFailedError, RedisAwayError } from '@fyntrix/cache'
import {
  placeOf,
  UnifiedIdentity,
  type UnifiedIdentityInput,
  type UnifiedPlace,
  type UnifiedType,
} from '@fyntrix/domain/cache'
import { DomainError } from '@fyntrix/domain/shared'
import { redisAway } from '../shared/index.ts'
import { type UnifiedDefinition, type UnifiedValues, unifiedFamilies } from './unified.families.ts'

export type IdentityOf<T extends UnifiedType> = Extract<UnifiedIdentityInput, { readonly type: T }>

/** A value that another system kept: for how many milliseconds more it is good, and what it is called there. */
export interface AdoptOptions {
  readonly freshForMs: number
  readonly etag: string
}

/** A value as it lies here. */
export interface UnifiedLook<Value> {
  readonly value: Value
  /** What it was called when it was stored; empty for most. */
  readonly etag: string
  /** Milliseconds for which it is fresh still. */
  readonly freshForMs: number
}

/** Values of ten types under identities that people can read. It loads nothing: whoever computes a value stores it. */
export interface UnifiedCache {
  /** The value while it is fresh. Throws `invalid-input` for an identity that names none. With Redis away, what the process has. */
  get<T extends UnifiedType>(identity: IdentityOf<T>): Promise<UnifiedValues[T] | undefined>
  /** Stores a value. Throws `RedisAwayError`: it may have been stored all the same. */
  set<T extends UnifiedType>(identity: IdentityOf<T>, value: UnifiedValues[T]): Promise<void>
  /**
   * Stores a value that another system kept, for as long as it was good there and no longer. False where there is a value already, which stays, whoever wrote
   * it and however late it came. Throws `unavailable` with Redis away, and what the codec throws for a value that it cannot keep.
   */
  adopt<T extends UnifiedType>(
    identity: IdentityOf<T>,
    value: UnifiedValues[T],
    options: AdoptOptions,
  ): Promise<boolean>
  /** The value with its etag and its time; undefined where none is fresh. Throws `unavailable` with Redis away. */
  look<T extends UnifiedType>(identity: IdentityOf<T>): Promise<UnifiedLook<UnifiedValues[T]> | undefined>
  /** Removes a value everywhere; true when there was one. Throws `RedisAwayError`. */
  delete(identity: UnifiedIdentityInput): Promise<boolean>
}

type UnifiedFamily<Value> = Family<string, UnifiedDefinition<Value>['parameters'], Value>

const nameOf = (place: UnifiedPlace): string =>
  JSON.stringify([place.symbol, place.exchange, place.interval, place.rest])

/** A family, and the way in for what another system kept: under the lease of a load, so that whatever is set meanwhile wins. */
class Adopting<Value> {
  readonly family: UnifiedFamily<Value>
  readonly #offered = new Map<string, AdoptOptions & { readonly value: Value; readonly since: number }>()

  constructor(cache: Cache, definition: UnifiedDefinition<Value>) {
    this.family = cache.family({
      ...definition,
      load: (place, { freshFor, etag }) => {
        const offered = this.#offered.get(nameOf(place))
        if (offered === undefined) return Promise.resolve(undefined)
        freshFor(Math.max(0, offered.freshForMs - (performance.now() - offered.since)))
        etag(offered.etag)
        return Promise.resolve(offered.value)
      },
    })
  }

  async adopt(place: UnifiedPlace, value: Value, options: AdoptOptions): Promise<boolean> {
    const parameters = { ...place }
    const { codec, limit } = this.family.spec
    // before the load, where what it throws would look like a failure of a source
    const { length } = codec.encode(value)
    if (length > limit) throw new DomainError('invalid-input', `the value has ${length} bytes; ${limit} are allowed`)
    this.#offered.set(nameOf(place), { ...options, value, since: performance.now() })
    try {
      const reading = await this.family.read(parameters)
      if (reading.version !== 0) return reading.level === 'source'
      // served to its caller alone: another write took the lease away, or Redis did not answer
      const { redis } = await this.family.explain(parameters)
      if (redis === 'value') return false
      throw redisAway(undefined)
    } catch (error) {
      throw error instanceof LoadFailedError || error instanceof RedisAwayError ? redisAway(error) : error
    } finally {
      this.#offered.delete(nameOf(place))
    }
  }

  async look(place: UnifiedPlace): Promise<UnifiedLook<Value> | undefined> {
    const parameters = { ...place }
    try {
      const [{ stored, now }, value] = await Promise.all([this.family.explain(parameters), this.family.get(parameters)])
      if (stored === undefined || value === undefined || stored.freshUntil <= now) return undefined
      return { value, etag: stored.etag, freshForMs: stored.freshUntil - now }
    } catch (error) {
      throw error instanceof RedisAwayError ? redisAway(error) : error
    }
  }
}

/** Puts the ten families into use. */
export const createUnified = (cache: Cache): UnifiedCache => {
  const of = <Value>(definition: UnifiedDefinition<Value>) => new Adopting(cache, definition)
  const families: { readonly [T in UnifiedType]: Adopting<UnifiedValues[T]> } = {
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
    get: <T extends UnifiedType>(identity: IdentityOf<T>) => families[typeOf<T>(identity)].family.get(placed(identity)),
    set: <T extends UnifiedType>(identity: IdentityOf<T>, value: UnifiedValues[T]) =>
      families[typeOf<T>(identity)].family.set(placed(identity), value),
    adopt: <T extends UnifiedType>(identity: IdentityOf<T>, value: UnifiedValues[T], options: AdoptOptions) =>
      families[typeOf<T>(identity)].adopt(placed(identity), value, options),
    look: <T extends UnifiedType>(identity: IdentityOf<T>) => families[typeOf<T>(identity)].look(placed(identity)),
    delete: (identity) => families[identity.type].family.delete(placed(identity)),
  }
}

const typeOf = <T extends UnifiedType>(identity: IdentityOf<T>): T => identity.type
