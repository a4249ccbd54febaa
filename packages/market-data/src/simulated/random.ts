import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'

/**
 * A stream of random numbers for a key such as `seed|RELIANCE` and a number such as a day. Equal keys give equal streams,
 * different ones unrelated streams, so that any day can be drawn without the days before it.
 */
export type KeyedRandom = (part: number) => RandomGenerator

/** Hashes `key` once and returns the streams of its parts. */
export const keyedRandom = (key: string): KeyedRandom => {
  const [a, b, c, d] = [hash(key, 1), hash(key, 2), hash(key, 3), hash(key, 4)]
  return (part) => {
    // all 128 bits of the state come from the key; the generator needs one bit that is set
    return xoroshiro128plusFromState([mix(a ^ part), mix(b + part), mix(c ^ mix(part)), mix(d - part) | 1])
  }
}

/** The first number of a key's stream: uniform in [0, 1). For the fixed traits of a symbol. */
export const traitOf = (key: string): number => uniform(keyedRandom(key)(0))

/** Uniform in [0, 1), 32 bits. */
export const uniform = (random: RandomGenerator): number => (random.next() >>> 0) / 2 ** 32

/**
 * Nearly normal: mean 0, standard deviation 1, never beyond ±3.47. The sum of four uniforms (Irwin–Hall), because adding
 * is exact on every machine, while logarithms and cosines may differ in the last bit from engine to engine.
 */
export const normal = (random: RandomGenerator): number =>
  (random.next() + random.next() + random.next() + random.next() + 2) * normalScale

// four uniforms of width 2³² have the variance 4 · 2⁶⁴ / 12; the 2 above centres the four signed integers
const normalScale = Math.sqrt(3) / 2 ** 32

/** Spreads the bits of a 32-bit integer: the finalizer of MurmurHash3 (Austin Appleby, public domain). */
const mix = (value: number): number => {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

/** FNV-1a over UTF-16 units, started from a number of its own for each `lane`, and mixed. */
const hash = (text: string, lane: number): number => {
  let bits = Math.imul(0x811c9dc5, lane)
  for (let at = 0; at < text.length; at++) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193)
  return mix(bits)
}
