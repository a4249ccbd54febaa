export { type AnyFamily, Cache, type CacheOptions } from './cache.ts'
export {
  type Channel,
  type ChannelDefinition,
  defineChannel,
  type SubscribeOptions,
  type Subscription,
} from './channel/channel.ts'
export { Subscriber, type SubscriberOptions } from './channel/subscriber.ts'
export { type ClearMeasurement, type CommandTimes, measureClear } from './clear/clear.measure.ts'
export { type Cleared, type ClearOptions, clear, findKeys } from './clear/clear.ts'
export { type KeyMatch, matchKeys } from './clear/key-match.ts'
export { type ConnectionOptions, connect, ready } from './connection.ts'
export {
  type Arguments,
  type Bound,
  defineFamily,
  type FamilyDefinition,
  type Named,
  type ParameterSchemas,
} from './definition/definition.ts'
export { describeFamily, type FamilyDescription } from './definition/describe.ts'
export { type Bulk, type LoadContext, type Loader, NotModified } from './definition/loader.ts'
export type { Resolved } from './definition/resolve.ts'
export { LoadFailedError, LoadTimeoutError, RedisAwayError } from './errors.ts'
export type { CacheEvent } from './family/context.ts'
export type { Explanation, StoredFacts } from './family/explain.ts'
export type { BackoffOptions } from './family/failures.ts'
export type { Family, Inspected, SetOptions } from './family/family.ts'
export type { Level, Reading, ReadOptions, State } from './family/reading.ts'
export type { Kept } from './family/writes.ts'
export {
  byParameter,
  type Freshness,
  type FreshnessContext,
  type FreshnessRule,
  marketHours,
  untilNextOpen,
  untilNextRun,
  withJitter,
} from './freshness.ts'
export {
  canonicalText,
  defineKey,
  escapeParameter,
  type KeyFamily,
  type KeyOptions,
  type Parameters,
  type Scalar,
  sideKey,
  versionKey,
} from './key.ts'
export { type Duration, durationText, milliseconds } from './lifetimes.ts'
export { acquireLock, type HeldLock, LockHeldError, type LockOptions, type WithLockOptions, withLock } from './lock.ts'
export { defineProjection, type Projection, type ProjectionDefinition } from './projection.ts'
export type { BreakerOptions } from './remote/breaker.ts'
export type { ProcessClock } from './remote/server-clock.ts'
export { defineScript, type RedisClient, type Script } from './script.ts'
export type { SessionClock } from './session-clock.ts'
export { CorruptValueError, type StandardSchema } from './standard-schema.ts'
export {
  type CounterName,
  countersFrom,
  emptyCounters,
  type FamilyCounters,
  latencyBounds,
  latencyQuantile,
  type MutableCounters,
  mergeCounters,
  observe,
} from './statistics.ts'
export { type Counters, type CountersDefinition, defineCounters } from './structures/counters.ts'
export type { Amount, CounterKind } from './structures/decimal.ts'
export { defineHash, type Fields, type HashDefinition, type HashProjection } from './structures/hash.ts'
export type { ReadResult } from './structures/replies.ts'
export { defineSet, type SetDefinition, type SetProjection } from './structures/set.ts'
export type { Direction, RangeQuery } from './structures/sorted-set.range.ts'
export {
  type ChangeOptions,
  defineSortedSet,
  type Scored,
  type SortedSet,
  type SortedSetDefinition,
} from './structures/sorted-set.ts'
export type { Version } from './structures/versioned.ts'
export {
  bytes,
  type Codec,
  deepFreeze,
  ForeignValueError,
  type JsonMapping,
  json,
  type Migrations,
  NewerValueError,
  OversizedValueError,
  SchemaVersionError,
  UnmigratedValueError,
} from './values/index.ts'
