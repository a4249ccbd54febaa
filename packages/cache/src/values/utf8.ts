import { CorruptValueError } from '../standard-schema.ts'
import type { ArrowColumn } from './arrow-stream.ts'
import { type RequiredColumn, required } from './column.ts'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const textOf = (name: string, bytes: Uint8Array): string => {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new CorruptValueError(`column ${name} is not UTF-8`, { cause })
  }
}

const decode = ({ name, data, offsets }: ArrowColumn, length: number): readonly string[] => {
  if (length === 0) return Object.freeze([])
  const damaged =
    offsets.length <= length ||
    (offsets[0] ?? -1) < 0 ||
    (offsets[length] ?? 0) > data.length ||
    offsets.subarray(1, length + 1).some((end, row) => end < (offsets[row] ?? 0))
  if (damaged) throw new CorruptValueError(`column ${name} has damaged offsets`)
  const start = offsets[0] ?? 0
  const whole = textOf(name, data.subarray(start, offsets[length]))
  // of ASCII text alone, offsets count characters as well as bytes: one decoding for all rows
  const ascii = whole.length === (offsets[length] ?? 0) - start
  const row = (from: number, to: number): string =>
    ascii ? whole.slice(from - start, to - start) : textOf(name, data.subarray(from, to))
  return Object.freeze(Array.from({ length }, (_, at) => row(offsets[at] ?? 0, offsets[at + 1] ?? 0)))
}

/** Text. Half a surrogate pair is refused, because UTF-8 has no bytes for it. */
export const utf8 = (): RequiredColumn<readonly string[]> =>
  required<readonly string[]>({
    type: 'utf8',
    metadata: new Map(),
    array: 'array of strings',
    accepts: Array.isArray,
    lengthOf: (values) => values.length,
    encode(values, refuse, valid) {
      const offsets = new Int32Array(values.length + 1)
      const texts = values.map((text, row) => {
        if (valid?.[row] === 0) return ''
        return typeof text === 'string' && text.isWellFormed() ? text : refuse(row, 'not well-formed text')
      })
      let end = 0
      for (const [row, text] of texts.entries()) {
        end += Buffer.byteLength(text)
        if (end > 2 ** 31 - 1) refuse(row, 'the column has more than 2 GiB')
        offsets[row + 1] = end
      }
      return { data: Buffer.from(texts.join('')), offsets }
    },
    decode,
  })
