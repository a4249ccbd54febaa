/**
 * Reads FlatBuffers, the encoding of Arrow's metadata, from bytes that may be damaged. Every read is bounded by the bytes (`DataView` throws
 * `RangeError`), and what is read in all is bounded too: vectors that lie on one another cannot make a small value large.
 */
export class FlatBuffer {
  readonly view: DataView
  #budget: number

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    // some writers let equal strings share their bytes, so that what is read may be somewhat more than there is
    this.#budget = 4 * bytes.byteLength
  }

  /** The table that the buffer begins with. */
  root(): FlatTable {
    return new FlatTable(this, this.view.getUint32(0, true))
  }

  /** Accounts for `bytes` that are about to be read from `start`. */
  spend(start: number, bytes: number): void {
    this.#budget -= bytes
    if (this.#budget < 0 || start + bytes > this.view.byteLength)
      throw new RangeError('a vector does not fit its buffer')
  }
}

const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** One table. A slot is the number of a field in the schema's order; an absent field has its default. */
export class FlatTable {
  readonly #buffer: FlatBuffer
  readonly #at: number
  readonly #vtable: number

  constructor(buffer: FlatBuffer, at: number) {
    this.#buffer = buffer
    this.#at = at
    this.#vtable = at - buffer.view.getInt32(at, true)
    buffer.spend(at, 4)
  }

  get #view(): DataView {
    return this.#buffer.view
  }

  #position(slot: number): number | undefined {
    const entry = 4 + 2 * slot
    if (entry >= this.#view.getUint16(this.#vtable, true)) return undefined
    const offset = this.#view.getUint16(this.#vtable + entry, true)
    return offset === 0 ? undefined : this.#at + offset
  }

  #target(slot: number): number | undefined {
    const position = this.#position(slot)
    return position === undefined ? undefined : position + this.#view.getUint32(position, true)
  }

  uint8(slot: number): number {
    const position = this.#position(slot)
    return position === undefined ? 0 : this.#view.getUint8(position)
  }

  int16(slot: number, absent = 0): number {
    const position = this.#position(slot)
    return position === undefined ? absent : this.#view.getInt16(position, true)
  }

  int32(slot: number): number {
    const position = this.#position(slot)
    return position === undefined ? 0 : this.#view.getInt32(position, true)
  }

  /** A length or an offset: an int64 of at least 0 and at most 2^53. Throws `RangeError` otherwise. */
  size(slot: number): number {
    const position = this.#position(slot)
    return position === undefined ? 0 : sizeAt(this.#view, position)
  }

  table(slot: number): FlatTable | undefined {
    const target = this.#target(slot)
    return target === undefined ? undefined : new FlatTable(this.#buffer, target)
  }

  string(slot: number): string | undefined {
    const target = this.#target(slot)
    if (target === undefined) return undefined
    const length = this.#view.getUint32(target, true)
    this.#buffer.spend(target + 4, length)
    return text.decode(new Uint8Array(this.#view.buffer, this.#view.byteOffset + target + 4, length))
  }

  tables(slot: number): readonly FlatTable[] {
    return this.#vector(slot, 4, (at) => new FlatTable(this.#buffer, at + this.#view.getUint32(at, true)))
  }

  /** A vector of structs that consist of two sizes each. */
  sizePairs(slot: number): readonly (readonly [number, number])[] {
    return this.#vector(slot, 16, (at) => [sizeAt(this.#view, at), sizeAt(this.#view, at + 8)])
  }

  #vector<T>(slot: number, elementBytes: number, read: (at: number) => T): readonly T[] {
    const target = this.#target(slot)
    if (target === undefined) return []
    const length = this.#view.getUint32(target, true)
    this.#buffer.spend(target + 4, length * elementBytes)
    return Array.from({ length }, (_, index) => read(target + 4 + index * elementBytes))
  }
}

const sizeAt = (view: DataView, at: number): number => {
  const size = Number(view.getBigInt64(at, true))
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('a size is negative or too large')
  return size
}
