import { defineKey, type KeyFamily, type Parameters, versionKey } from '../key.ts'
import type { Duration } from '../lifetimes.ts'
import { defineScript, type RedisClient } from '../script.ts'
import { CorruptValueError } from '../standard-schema.ts'
import { type Amount, amountText, type CounterKind, isDecimal } from './decimal.ts'
import { replyOf } from './replies.ts'
import { lifetimesOf, unlessNewer, type Version, versionText } from './versioned.ts'

/** KEYS[1] the hash, KEYS[2] its version · ARGV as `unlessNewer`, ARGV[3] lifetime in ms, ARGV[4…] names and values. Answers 1 when written. */
const replace = defineScript(`${unlessNewer}
redis.call('UNLINK', KEYS[1])
redis.call('HSET', KEYS[1], unpack(ARGV, 4))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
`)

/** KEYS[1] the hash · ARGV[1] lifetime in ms, ARGV[2…] command, name and amount, three for each counter. The first write begins the lifetime. */
const incrementBy = defineScript(`
for i = 2, #ARGV, 3 do redis.call(ARGV[i], KEYS[1], ARGV[i + 1], ARGV[i + 2]) end
redis.call('PEXPIRE', KEYS[1], ARGV[1], 'NX')
return 1
`)

const commands: Readonly<Record<CounterKind, string>> = { integer: 'HINCRBY', decimal: 'HINCRBYFLOAT' }

export interface CountersDefinition<Pattern extends string, Name extends string> {
  readonly pattern: Pattern
  readonly description: string
  /** The counters by the names of their fields. */
  readonly counters: Readonly<Record<Name, CounterKind>>
  /** For how long they stay in Redis: after each `write`, or after the first `increment`. A version stays twice as long. */
  readonly lifetime: Duration
}

/**
 * Named counters in one plain hash, in decimal digits: no whole number and no fraction is rounded by being read. A key is filled in one of two ways. By
 * `write`, where PostgreSQL did the counting: it can be repeated, and lost without harm. By `increment`, for statistics that exist nowhere else:
 * one that is repeated after an error counts twice, and one that was lost is missing.
 */
export interface Counters<Pattern extends string, Name extends string> {
  readonly definition: CountersDefinition<Pattern, Name>
  readonly key: KeyFamily<Pattern>
  /** All counters, '0' for one that was never counted; undefined when there are none. Throws `CorruptValueError` for one that is no number of its kind. */
  read(client: RedisClient, parameters: Parameters<Pattern>): Promise<Readonly<Record<Name, string>> | undefined>
  /** Sets all counters in one step. False when Redis knows a newer version; an equal one is written again. Throws `RangeError` for an inexact amount. */
  write(
    client: RedisClient,
    parameters: Parameters<Pattern>,
    amounts: Readonly<Record<Name, Amount>>,
    version: Version,
  ): Promise<boolean>
  /**
   * Adds to some counters. Whole numbers are exact within 64 bits; of decimals Redis keeps about 17 digits. Throws `RangeError` for an inexact amount,
   * and the client's error when a sum leaves the 64 bits: counters named before that one were then counted.
   */
  increment(
    client: RedisClient,
    parameters: Parameters<Pattern>,
    amounts: Readonly<Partial<Record<Name, Amount>>>,
  ): Promise<void>
}

/** Declares counters. Throws `RangeError` when there is none, or for a lifetime that is none. */
export const defineCounters = <const Pattern extends string, const Name extends string>(
  definition: CountersDefinition<Pattern, Name>,
  prefix = '',
): Counters<Pattern, Name> => {
  const key = defineKey(definition.pattern, prefix)
  const lifetimes = lifetimesOf(definition.pattern, definition.lifetime)
  // the names are exactly the keys of the record that was given
  const names = Object.keys(definition.counters) as Name[]
  if (names.length === 0) throw new RangeError(`${definition.pattern}: there is no counter`)

  return {
    definition,
    key,
    async read(client, parameters) {
      const name = key.of(parameters)
      const stored = await replyOf(name, client.hmget(name, ...names))
      if (stored.every((value) => value === null)) return undefined
      const entries = names.map((counter, i) => {
        const text = stored[i] ?? '0'
        if (isDecimal(definition.counters[counter], text)) return [counter, text]
        throw new CorruptValueError(
          `${name} does not match its schema: ${counter} is no ${definition.counters[counter]}`,
        )
      })
      // one entry for each name, made above
      return Object.fromEntries(entries) as Record<Name, string>
    },
    async write(client, parameters, amounts, version) {
      const name = key.of(parameters)
      const fields = names.flatMap((counter) => [
        counter,
        amountText(definition.counters[counter], counter, amounts[counter]),
      ])
      const values = [versionText(version), lifetimes.version, lifetimes.value, ...fields]
      return (await replace.run(client, [name, versionKey(name)], values)) === 1
    },
    async increment(client, parameters, amounts) {
      const name = key.of(parameters)
      const steps = names.flatMap((counter) => {
        const amount = amounts[counter]
        const kind = definition.counters[counter]
        return amount === undefined ? [] : [commands[kind], counter, amountText(kind, counter, amount)]
      })
      if (steps.length > 0) await replyOf(name, incrementBy.run(client, [name], [lifetimes.value, ...steps]))
    },
  }
}
