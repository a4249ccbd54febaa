import type { CodecName } from './header.ts'

/** Brings what a codec parsed from an older schema version to the current one, before it is checked. */
export type Upgrade = (stored: unknown) => unknown

/** Turns values of one type into bytes and back. */
export interface Codec<T> {
  /** Goes into the header, and names the codec in messages. */
  readonly name: Exclude<CodecName, 'marker'>
  /** False where compressing is not worth trying, because the bytes are compressed or random already. */
  readonly compressible: boolean
  /** Whether `decode` can upgrade. Without it, a value of an older schema version is a miss. */
  readonly migrates: boolean
  /** Throws `TypeError` or `RangeError` for a value that could not be read back as it is. */
  encode(value: T): Uint8Array
  /**
   * The value. It may share memory with `payload`, which the caller gives away and never writes to again.
   * Throws `CorruptValueError`, and nothing else, when the bytes are not a value of this codec; `TypeError` only for a definition that is
   * wrong in itself, such as a schema that answers asynchronously.
   */
  decode(payload: Uint8Array, upgrade?: Upgrade): T
  /** Makes a decoded value immutable before several share it. Absent where it is by contract, such as a frame of typed arrays. */
  freeze?(value: T): void
}

/** Raw bytes. Reading them is a view on what was read, without a copy. */
export const bytes = ({ compressible = true }: { readonly compressible?: boolean } = {}): Codec<Uint8Array> => ({
  name: 'bytes',
  compressible,
  migrates: false,
  encode: (value) => value,
  decode: (payload) => payload,
})
