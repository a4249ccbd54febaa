import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { AsideBytes } from './set-aside.ts'

/** A line of a file. */
export interface Line {
  /** From 1. */
  readonly number: number
  /** Where it begins. */
  readonly start: number
  /** Where the next one does. */
  readonly end: number
  /** Without its end; of one that is too long only how long it is, and its SHA-256. */
  readonly bytes: AsideBytes
  /** Whether it has an end: one without may be amid being written. */
  readonly ended: boolean
}

/** The longest line that is held, and read. */
export const longestLine = 32 * 1024 * 1024

const chunkBytes = 256 * 1024
const newline = 0x0a

/** The bytes of a line that comes piece by piece. */
class Gathering {
  #pieces: Buffer[] = []
  #hash: Hash | undefined
  length = 0

  add(piece: Buffer): void {
    this.length += piece.length
    this.#pieces.push(piece)
    if (this.length <= longestLine) return
    this.#hash ??= createHash('sha256')
    for (const each of this.#pieces) this.#hash.update(each)
    this.#pieces = []
  }

  take(): AsideBytes {
    const taken = this.#hash
      ? { bytes: this.length, sha256: this.#hash.digest('hex') }
      : this.#pieces.length === 1 && this.#pieces[0]
        ? this.#pieces[0]
        : Buffer.concat(this.#pieces)
    this.#pieces = []
    this.#hash = undefined
    this.length = 0
    return taken
  }
}

/** Which bytes of a file are read, and the number of the line before them. */
export interface LineSpan {
  readonly from: { readonly bytes: number; readonly items: number }
  /** Null for the end of the file. */
  readonly upTo: number | null
}

/** Lines as they come from the disk, some at a time: never more of the file than one line and a chunk. */
export async function* linesOf(file: string, { from, upTo }: LineSpan): AsyncGenerator<readonly Line[], void> {
  if (upTo !== null && upTo <= from.bytes) return
  const options = upTo === null ? {} : { end: upTo - 1 }
  const chunks: AsyncIterable<Buffer> = createReadStream(file, {
    start: from.bytes,
    highWaterMark: chunkBytes,
    ...options,
  })
  const gathering = new Gathering()
  let [start, number] = [from.bytes, from.items]
  const lineTo = (end: number, ended: boolean): Line => {
    number += 1
    const line = { number, start, end, bytes: gathering.take(), ended }
    start = end
    return line
  }
  for await (const chunk of chunks) {
    const lines: Line[] = []
    let begin = 0
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, begin)) {
      const length = gathering.length + at - begin
      gathering.add(chunk.subarray(begin, at))
      begin = at + 1
      lines.push(lineTo(start + length + 1, true))
    }
    if (begin < chunk.length) gathering.add(chunk.subarray(begin))
    yield lines
  }
  if (gathering.length > 0) yield [lineTo(start + gathering.length, false)]
}
