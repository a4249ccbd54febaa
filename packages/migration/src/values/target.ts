import { CorruptValueError } from '@fyntrix/cache'
import { DomainError } from '@fyntrix/domain/shared'
import type { GeneralCache, UnifiedCache } from '@fyntrix/services/cache'
import type { LevelsAdoption } from '@fyntrix/services/levels'
import type { Redis } from 'ioredis'
import { type Decision, legacyEtag } from './judge.ts'

/** Where values are moved to: the services of this installation. */
export interface ValueTarget {
  /** The connection of the services. */
  readonly redis: Redis
  readonly unified: UnifiedCache
  readonly general: GeneralCache
  readonly levels: LevelsAdoption
}

/** What lies here in the place of a value; `lifetimeMs` is how long it is good still, null for what never ends. */
export interface Present {
  readonly value: unknown
  readonly lifetimeMs: number | null
  /** Whether it is the very value, by its etag. */
  readonly same: boolean
  /** Whether it came from the legacy system before. */
  readonly earlier: boolean
}

/** A decision to move. */
export type Move = Extract<Decision, { readonly until: number }>

/** What is here in the place of a value, whoever put it there. Throws `unavailable` with Redis away. */
export const presentOf = async (target: ValueTarget, move: Move): Promise<Present | undefined> => {
  if (move.kind === 'unified') {
    const found = await move.put.look(target.unified)
    return (
      found && {
        value: found.value,
        lifetimeMs: found.freshForMs,
        same: found.etag === move.etag,
        earlier: found.etag.startsWith(legacyEtag),
      }
    )
  }
  if (move.kind === 'general') {
    const found = (await target.general.look(move.name))[move.as]
    return found && { ...found, same: false, earlier: false }
  }
  try {
    const found = await target.levels.look(move.levels)
    return found && { value: found.levels, lifetimeMs: found.lifetimeMs, same: false, earlier: false }
  } catch (cause) {
    if (cause instanceof CorruptValueError)
      return { value: cause.message, lifetimeMs: null, same: false, earlier: false }
    throw new DomainError('unavailable', 'Redis failed: see that it answers, and call again, which goes on', { cause })
  }
}

/** What is moved. */
export const valueOf = (move: Move): unknown => {
  if (move.kind === 'unified') return move.put.value
  return move.kind === 'general' ? move.value : move.levels
}

/** Puts a value into its place, unless there is one; answers whether it did. Throws `unavailable` with Redis away, and for a value that cannot be kept. */
export const adopt = async (target: ValueTarget, move: Move, lifetimeMs: number): Promise<boolean> => {
  if (move.kind === 'unified') return move.put.adopt(target.unified, { freshForMs: lifetimeMs, etag: move.etag })
  if (move.kind === 'general') {
    const { name, as, value, beside } = move
    return target.general.adopt(name, { as, value, beside, lifetimeMs })
  }
  try {
    return await target.levels.adopt(move.levels, lifetimeMs)
  } catch (cause) {
    throw new DomainError('unavailable', 'Redis failed: see that it answers, and call again, which goes on', { cause })
  }
}

const runOf = async (redis: Redis): Promise<string | undefined> => {
  const info = await redis.info('server').catch(() => '')
  return /^run_id:(\w+)/m.exec(info)?.[1]
}

/** Refuses to read what is this installation's own. Throws `invalid-input`. */
export const refuseSame = async (legacy: Redis, ours: Redis): Promise<void> => {
  const [theirs, own] = await Promise.all([runOf(legacy), runOf(ours)])
  const sameServer =
    theirs === undefined || own === undefined
      ? legacy.options.host === ours.options.host && legacy.options.port === ours.options.port
      : theirs === own
  if (sameServer && (legacy.options.db ?? 0) === (ours.options.db ?? 0))
    throw new DomainError(
      'invalid-input',
      'the legacy Redis is the one of this installation: name the server or database that the legacy system used',
    )
}
