import { CorruptValueError } from '../standard-schema.ts'
import type { ArrowColumn, ArrowType, TypedArray } from './arrow-stream.ts'
import { packBits, unpackBits } from './bits.ts'
import { type Kind, type RequiredColumn, required } from './column.ts'

/** A class of typed arrays. */
export interface ArrayClass<Values extends TypedArray> {
  readonly name: string
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): Values
}

/** A view of `length` elements on a column's bytes. Throws `CorruptValueError` when there are fewer. */
const view = <V extends TypedArray>(Values: ArrayClass<V>, { name, data }: ArrowColumn, length: number): V => {
  if (data.byteLength < length * Values.BYTES_PER_ELEMENT) throw new CorruptValueError(`column ${name} is cut short`)
  return new Values(data.buffer, data.byteOffset, length)
}

const withoutNulls = (values: TypedArray, valid: Uint8Array): ArrayBuffer => {
  const width = values.BYTES_PER_ELEMENT
  const bytes = new Uint8Array(values.byteLength)
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  for (const [row, flag] of valid.entries()) if (flag === 0) bytes.fill(0, row * width, (row + 1) * width)
  return bytes.buffer
}

/** Decoding goes through all rows alike, nulls among them, so that its loop has no branch: what it made of nulls is taken away afterwards. */
const zeroNulls = (values: Float64Array, valid: Uint8Array): Float64Array => {
  for (const [row, flag] of valid.entries()) if (flag === 0) values[row] = 0
  return values
}

/** A kind whose values are Arrow's bytes as they are: reading it is a view, without a copy. */
export const asIs = <V extends TypedArray>(type: ArrowType, Values: ArrayClass<V>): Kind<V> => ({
  type,
  metadata: new Map(),
  array: Values.name,
  accepts: (values) => values instanceof Values,
  lengthOf: (values) => values.length,
  encode: (values, _refuse, valid) => ({
    data: valid ? new Values(withoutNulls(values, valid), 0, values.length) : values,
  }),
  decode: (column, length) => view(Values, column, length),
})

/** IEEE 754 doubles, every bit kept: NaN and -0 too. */
export const float64 = (): RequiredColumn<Float64Array> => required(asIs('float64', Float64Array))

/** Whole numbers of 32 bits. */
export const int32 = (): RequiredColumn<Int32Array> => required(asIs('int32', Int32Array))

/** Whole numbers of 64 bits. */
export const int64 = (): RequiredColumn<BigInt64Array> => required(asIs('int64', BigInt64Array))

const float64Array = {
  array: Float64Array.name,
  accepts: (values: unknown) => values instanceof Float64Array,
  lengthOf: (values: Float64Array) => values.length,
}

const delta = ['fyntrix.encoding', 'delta'] as const

/** Far beyond what a `Date` can hold usefully (year 144683), and small enough that every difference is exact. */
const lastInstant = 2 ** 52
const high = 2 ** 32

const instants = (type: ArrowType, isDelta: boolean): Kind<Float64Array> => ({
  ...float64Array,
  type,
  metadata: new Map(isDelta ? [delta] : []),
  encode(values, refuse, valid) {
    const data = new BigInt64Array(values.length)
    // halves, because making a bigint for each row takes several times as long
    const halves = new Int32Array(data.buffer)
    let previous = 0
    for (let row = 0; row < values.length; row += 1) {
      if (valid?.[row] === 0) continue
      const value = values[row] ?? Number.NaN
      if (!Number.isInteger(value) || Math.abs(value) > lastInstant) refuse(row, 'not an instant in whole milliseconds')
      const stored = value - previous
      // an assignment keeps the low 32 bits
      halves[2 * row] = stored
      halves[2 * row + 1] = Math.floor(stored / high)
      if (isDelta) previous = value
    }
    return { data }
  },
  decode(column, length, valid) {
    const stored = view(BigInt64Array, column, length)
    const { buffer, byteOffset } = valid ? new BigInt64Array(withoutNulls(stored, valid)) : stored
    const highs = new Int32Array(buffer, byteOffset, 2 * length)
    const lows = new Uint32Array(buffer, byteOffset, 2 * length)
    const values = new Float64Array(length)
    let previous = 0
    let farthest = 0
    for (let row = 0; row < length; row += 1) {
      const value = previous + (highs[2 * row + 1] ?? 0) * high + (lows[2 * row] ?? 0)
      farthest = Math.max(farthest, Math.abs(value))
      values[row] = value
      if (isDelta) previous = value
    }
    // also keeps sums exact, as no partial sum is larger
    if (farthest > lastInstant) throw new CorruptValueError(`column ${column.name} holds no instants`)
    return valid ? zeroNulls(values, valid) : values
  },
})

/**
 * Instants in whole epoch milliseconds UTC, up to 2^52 either way. Kept as `timestamp[ms, UTC]`, or with `delta` as the `duration[ms]` since
 * the row before (the first one: since 1970), which makes a regular series next to nothing.
 */
export const instant = ({ delta = false }: { readonly delta?: boolean } = {}): RequiredColumn<Float64Array> =>
  required(instants(delta ? 'duration[ms]' : 'timestamp[ms, UTC]', delta))

/**
 * Numbers of so many decimals (0 to 9), such as prices on a tick of 0.01: kept as int32 of the differences of value × 10^digits, modulo 2^32. A
 * value that this cannot give back exactly is refused, NaN among them; only -0 becomes 0. The range is ±2^31 / 10^digits.
 */
export const scaled = (digits: number): RequiredColumn<Float64Array> => {
  if (!Number.isInteger(digits) || digits < 0 || digits > 9)
    throw new RangeError(`${digits} is no number of decimals from 0 to 9`)
  const factor = 10 ** digits
  return required<Float64Array>({
    ...float64Array,
    type: 'int32',
    metadata: new Map([delta, ['fyntrix.scale', `${digits}`]]),
    encode(values, refuse, valid) {
      const data = new Int32Array(values.length)
      let previous = 0
      for (let row = 0; row < values.length; row += 1) {
        if (valid?.[row] === 0) continue
        const value = values[row] ?? Number.NaN
        const whole = Math.round(value * factor)
        if (whole / factor !== value) refuse(row, `not exact in ${digits} decimals`)
        if (whole !== (whole | 0)) refuse(row, `too large for ${digits} decimals`)
        data[row] = whole - previous
        previous = whole
      }
      return { data }
    },
    decode(column, length, valid) {
      const stored = view(Int32Array, column, length)
      const deltas = valid ? new Int32Array(withoutNulls(stored, valid)) : stored
      const values = new Float64Array(length)
      let whole = 0
      for (let row = 0; row < length; row += 1) {
        whole = (whole + (deltas[row] ?? 0)) | 0
        // a division, since it is rounded correctly: 150005 / 100 is the very double of 1500.05
        values[row] = whole / factor
      }
      return valid ? zeroNulls(values, valid) : values
    },
  })
}

/** Flags: 0 or 1 in each byte of a `Uint8Array`. */
export const bool = (): RequiredColumn<Uint8Array> =>
  required<Uint8Array>({
    type: 'bool',
    metadata: new Map(),
    array: Uint8Array.name,
    accepts: (values) => values instanceof Uint8Array,
    lengthOf: (values) => values.length,
    encode(values, refuse, valid) {
      const present = valid ? values.map((flag, row) => (valid[row] === 0 ? 0 : flag)) : values
      const odd = present.findIndex((flag) => flag > 1)
      if (odd !== -1) refuse(odd, 'neither 0 nor 1')
      return { data: packBits(present) }
    },
    decode(column, length) {
      view(Uint8Array, column, Math.ceil(length / 8))
      return unpackBits(column.data, length)
    },
  })
