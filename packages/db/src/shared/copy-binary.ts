/**
 * PostgreSQL's binary COPY format: https://www.postgresql.org/docs/current/sql-copy.html ("Binary Format").
 * A signature, then per row an int16 with the number of fields and per field an int32 length (−1 for null) with so many bytes, big-endian;
 * −1 instead of a number of fields ends it. Dates count days, timestamps microseconds, from 2000-01-01 UTC.
 */
const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const trailer = -1
const nullLength = -1
const epochDay = 10_957 // 2000-01-01 in days since 1970-01-01
const epochMs = epochDay * 86_400_000
const two32 = 2 ** 32

/** Bytes of the header and of the trailer together: what a COPY without rows consists of. */
export const framingBytes = header.length + 2

/**
 * Writes rows. Values are written in the order of the columns; `take` gives what was written since, to be called between rows. A chunk is never
 * written to again after it was taken.
 */
export class CopyWriter {
  #bytes: Buffer
  #at = 0
  readonly #chunkBytes: number

  /** Chunks begin with so many bytes and grow where a row needs more. The first is written into `first`, if it is given. */
  constructor(chunkBytes = 1 << 18, first?: ArrayBuffer) {
    this.#chunkBytes = chunkBytes
    this.#bytes = first === undefined ? Buffer.allocUnsafe(chunkBytes) : Buffer.from(first)
    this.#at = header.copy(this.#bytes)
  }

  /** Number of bytes that wait to be taken. */
  get pending(): number {
    return this.#at
  }

  /** Starts a row of so many fields. */
  row(fields: number): void {
    this.#reserve(2)
    this.#at = this.#bytes.writeInt16BE(fields, this.#at)
  }

  null(): void {
    this.#reserve(4)
    this.#at = this.#bytes.writeInt32BE(nullLength, this.#at)
  }

  bool(value: boolean): void {
    this.#field(1)
    this.#at = this.#bytes.writeUInt8(value ? 1 : 0, this.#at)
  }

  int4(value: number): void {
    this.#field(4)
    this.#at = this.#bytes.writeInt32BE(value, this.#at)
  }

  float8(value: number): void {
    this.#field(8)
    this.#at = this.#bytes.writeDoubleBE(value, this.#at)
  }

  /** `days` since 1970-01-01. */
  date(days: number): void {
    this.int4(days - epochDay)
  }

  int8(value: bigint): void {
    this.#field(8)
    this.#at = this.#bytes.writeBigInt64BE(value, this.#at)
  }

  /** `ms` since 1970-01-01 UTC, in the years 1716 to 2255, where a double holds every microsecond. */
  timestamp(ms: number): void {
    this.#timestamp((ms - epochMs) * 1_000, ms)
  }

  /** `micros` since 1970-01-01 UTC, in the same years: a whole number. */
  micros(micros: number): void {
    this.#timestamp(micros - epochMs * 1_000, micros)
  }

  #timestamp(micros: number, given: number): void {
    if (!Number.isSafeInteger(micros)) throw new RangeError(`not an instant that can be stored exactly: ${given}`)
    this.#field(8)
    // int64 in two halves: exact below 2^53, and much cheaper than a BigInt a value
    const high = Math.floor(micros / two32)
    this.#at = this.#bytes.writeInt32BE(high, this.#at)
    this.#at = this.#bytes.writeUInt32BE(micros - high * two32, this.#at)
  }

  /** Bytes as they are: text in UTF-8, bytea, or a uuid's sixteen. */
  raw(value: Uint8Array): void {
    this.#field(value.length)
    this.#bytes.set(value, this.#at)
    this.#at += value.length
  }

  text(value: string): void {
    // a code unit takes three bytes at most: quicker to reserve than to count, unless it is much
    this.#reserve(4 + (value.length < 4_096 ? value.length * 3 : Buffer.byteLength(value)))
    const written = this.#bytes.write(value, this.#at + 4)
    this.#bytes.writeInt32BE(written, this.#at)
    this.#at += 4 + written
  }

  /** Ends the data. */
  end(): void {
    this.#reserve(2)
    this.#at = this.#bytes.writeInt16BE(trailer, this.#at)
  }

  /** What was written since the last call. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#at)
    this.#bytes = Buffer.allocUnsafe(this.#chunkBytes)
    this.#at = 0
    return taken
  }

  #field(length: number): void {
    this.#reserve(4 + length)
    this.#at = this.#bytes.writeInt32BE(length, this.#at)
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + bytes))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }
}

/** Reads rows from complete COPY output: `next`, then one call a column, in order. A null where the method does not say null is an error. */
export class CopyReader {
  readonly #bytes: Buffer
  readonly #view: DataView
  #at = header.length

  constructor(bytes: Buffer) {
    if (bytes.length < framingBytes || !bytes.subarray(0, 11).equals(header.subarray(0, 11))) {
      throw new Error('this is not binary COPY output')
    }
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    // the length of an extension of the header, none so far
    this.#at += this.#view.getInt32(header.length - 4)
  }

  /** Moves to the next row; false at the end. Throws when the row has another number of fields. */
  next(fields: number): boolean {
    const found = this.#view.getInt16(this.#at)
    this.#at += 2
    if (found === trailer) return false
    if (found !== fields) throw new Error(`a row of ${found} fields where ${fields} were expected`)
    return true
  }

  /** Skips a field if it is null, and says so; otherwise stays. */
  isNull(): boolean {
    if (this.#view.getInt32(this.#at) !== nullLength) return false
    this.#at += 4
    return true
  }

  bool(): boolean {
    return this.#view.getUint8(this.#field(1)) === 1
  }

  int4(): number {
    return this.#view.getInt32(this.#field(4))
  }

  float8(): number {
    return this.#view.getFloat64(this.#field(8))
  }

  /** Days since 1970-01-01. */
  date(): number {
    return this.int4() + epochDay
  }

  /** Milliseconds since 1970-01-01 UTC; microseconds become fractions. */
  timestamp(): number {
    const at = this.#field(8)
    return (this.#view.getInt32(at) * two32 + this.#view.getUint32(at + 4)) / 1_000 + epochMs
  }

  text(): string {
    const length = this.#view.getInt32(this.#at)
    const at = this.#field(length)
    return this.#bytes.toString('utf8', at, at + length)
  }

  #field(length: number): number {
    const found = this.#view.getInt32(this.#at)
    if (found !== length || length < 0) throw new Error(`a field of ${found} bytes where ${length} were expected`)
    const at = this.#at + 4
    this.#at = at + length
    return at
  }
}
