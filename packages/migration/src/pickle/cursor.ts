import { demand } from './refusal.ts'

/** Reads bytes from front to back. Every read is bounded by the bytes, and throws `PickleRefused` where they end. */
export class ByteCursor {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0
  /** Where the frame ends, or the bytes while none is open. */
  #end: number
  #isFramed = false

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#end = bytes.length
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Offset of the next byte. */
  get at(): number {
    return this.#at
  }

  /** Bytes that are left in the frame, or in all while none is open. */
  get left(): number {
    return this.#end - this.#at
  }

  /** Opens a frame of so many bytes. The next opcode after it closes it; nothing may lie across its end, as Python has it. */
  openFrame(length: number): void {
    demand(!this.#isFramed, 'a frame begins within another')
    this.#end = this.#at + length
    this.#isFramed = true
  }

  /** Closes the frame if it is read. */
  closeFrame(): void {
    if (!this.#isFramed || this.left > 0) return
    this.#end = this.#bytes.length
    this.#isFramed = false
  }

  #advance(count: number): number {
    demand(count <= this.left, `the pickle is cut short: ${count} bytes are due and ${this.left} are left`)
    const start = this.#at
    this.#at += count
    return start
  }

  /** A view on the next `count` bytes. */
  take(count: number): Uint8Array {
    const start = this.#advance(count)
    return this.#bytes.subarray(start, start + count)
  }

  uint8(): number {
    return this.#view.getUint8(this.#advance(1))
  }

  uint16(): number {
    return this.#view.getUint16(this.#advance(2), true)
  }

  int32(): number {
    return this.#view.getInt32(this.#advance(4), true)
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4), true)
  }

  /** A length of eight bytes, which is at most what is left. */
  uint64(): number {
    const length = this.#view.getBigUint64(this.#advance(8), true)
    demand(length <= BigInt(this.left), `the pickle is cut short: ${length} bytes are due and ${this.left} are left`)
    return Number(length)
  }

  float64(): number {
    return this.#view.getFloat64(this.#advance(8), false)
  }

  /** The bytes up to the next line feed, which must come within `limit` bytes, and is skipped. */
  line(limit: number): Uint8Array {
    const length = this.#bytes.subarray(this.#at, Math.min(this.#at + limit, this.#end)).indexOf(0x0a)
    demand(length !== -1, `a line does not end within ${limit} bytes`)
    const line = this.take(length)
    this.#advance(1)
    return line
  }
}
