import { isUtf8 } from 'node:buffer'
import { DomainError } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { largestValue, type RawValue } from './raw-value.ts'

/** A legacy Redis, which is only read: SCAN, and in one step for each key TYPE, PTTL, STRLEN and GETRANGE; MEMORY USAGE and DUMP for what is no string. */
export interface LegacyRedis {
  /** Every key that is there from the beginning to the end, once; what comes or goes meanwhile may be among them. In latin1, so that no byte is lost. */
  names(signal?: AbortSignal): Promise<readonly string[]>
  /** A value with its time, read in one step; undefined for what is gone. */
  read(name: string): Promise<RawValue | undefined>
}

const away = (cause: unknown) =>
  new DomainError('unavailable', 'the legacy Redis failed: see that it answers, and call again, which goes on', {
    cause,
  })

const bytesOf = (name: string): Buffer => Buffer.from(name, 'latin1')

const escaped = (character: string): string => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`

/** How places begin that are no keys: those of files and of rows. */
const otherPlace = /^(?:f(?=ile:)|s(?=upport_resistance_levels#))/

/** A key for people: as it is where it is printable text, else with its bytes escaped; so is a backslash, and the first letter of what looks like another place, since no two values may have the same. */
const printableKey = (key: Buffer): string =>
  (isUtf8(key)
    ? key.toString().replaceAll(/[\p{Cc}\\]/gu, escaped)
    : key.toString('latin1').replaceAll(/[^ -~]|\\/g, escaped)
  ).replace(otherPlace, escaped)

/** Replies of a transaction; a failed command is undefined, since a structure has no GETRANGE. */
const repliesOf = (replies: readonly (readonly [Error | null, unknown])[] | null): readonly unknown[] =>
  (replies ?? []).map(([error, reply]) => (error === null ? reply : undefined))

const numberOf = (reply: unknown): number => (typeof reply === 'number' ? reply : 0)

export const openLegacyRedis = (redis: Redis): LegacyRedis => {
  const structure = async (key: Buffer): Promise<Pick<RawValue, 'bytes' | 'size'>> => {
    const usage = numberOf(await redis.callBuffer('MEMORY', 'USAGE', key).catch(() => largestValue + 1))
    if (usage > largestValue) return { bytes: null, size: usage }
    const dump: unknown = await redis.callBuffer('DUMP', key)
    return Buffer.isBuffer(dump) ? { bytes: dump, size: dump.length } : { bytes: null, size: usage }
  }

  const read = async (name: string): Promise<RawValue | undefined> => {
    const key = bytesOf(name)
    // before the question: what is told of its time afterwards is never longer than it was
    const asked = performance.now()
    const replies = await redis
      .multi()
      .type(key)
      .pttl(key)
      .strlen(key)
      .getrangeBuffer(key, 0, largestValue - 1)
      .exec()
    const [type, pttl, length, bytes] = repliesOf(replies)
    if (type === 'none' || pttl === -2) return undefined
    const text = isUtf8(key) ? key.toString() : undefined
    const about = { place: printableKey(key), key: text, origin: 'redis' as const }
    const until = typeof pttl === 'number' && pttl >= 0 ? asked + pttl : null
    if (type !== 'string') {
      const refused = `it is a ${String(type)}, where a string is expected`
      return { ...about, form: 'redis-dump', until, refused, ...(await structure(key)) }
    }
    const size = numberOf(length)
    if (size > largestValue || !Buffer.isBuffer(bytes)) {
      const refused = `it has ${size} bytes; at most ${largestValue} are read`
      return { ...about, form: 'value', until, bytes: null, size, refused }
    }
    const unreadable = text === undefined ? { refused: 'its key is no UTF-8' } : {}
    return { ...about, form: 'value', until, bytes, size, ...unreadable }
  }

  return {
    async names(signal) {
      const names = new Set<string>()
      let cursor = '0'
      do {
        signal?.throwIfAborted()
        const [next, keys] = await redis.scanBuffer(cursor, 'COUNT', 1_000).catch((cause: unknown) => {
          throw away(cause)
        })
        for (const key of keys) names.add(key.toString('latin1'))
        cursor = next.toString()
      } while (cursor !== '0')
      return [...names].toSorted()
    },
    read: (name) =>
      read(name).catch((cause: unknown) => {
        throw away(cause)
      }),
  }
}
