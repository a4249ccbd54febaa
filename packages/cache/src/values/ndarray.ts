import { CorruptValueError } from '../standard-schema.ts'
import { readArrowStream } from './arrow-reader.ts'
import { writeArrowStream } from './arrow-writer.ts'
import type { Codec } from './codec.ts'
import { type RequiredColumn, required } from './column.ts'
import { asIs } from './kinds.ts'

/** The element types of arrays, with their classes. */
interface Elements {
  readonly int8: Int8Array
  readonly int16: Int16Array
  readonly int32: Int32Array
  readonly int64: BigInt64Array
  readonly uint8: Uint8Array
  readonly uint16: Uint16Array
  readonly uint32: Uint32Array
  readonly uint64: BigUint64Array
  readonly float32: Float32Array
  readonly float64: Float64Array
}

export type ElementType = keyof Elements

const kinds: { readonly [D in ElementType]: RequiredColumn<Elements[D]> } = {
  int8: required(asIs('int8', Int8Array)),
  int16: required(asIs('int16', Int16Array)),
  int32: required(asIs('int32', Int32Array)),
  int64: required(asIs('int64', BigInt64Array)),
  uint8: required(asIs('uint8', Uint8Array)),
  uint16: required(asIs('uint16', Uint16Array)),
  uint32: required(asIs('uint32', Uint32Array)),
  uint64: required(asIs('uint64', BigUint64Array)),
  float32: required(asIs('float32', Float32Array)),
  float64: required(asIs('float64', Float64Array)),
}

/** An array of any rank; frozen, but for the elements of `data`, which cannot be: nobody may write to them. */
export interface NdArray<D extends ElementType> {
  /** Length of each dimension; none for a single number. A length may be 0. */
  readonly shape: readonly number[]
  /** The elements, the last dimension running fastest. */
  readonly data: Elements[D]
}

export interface NdArrayCodec<D extends ElementType> extends Codec<NdArray<D>> {
  /** An array of these elements, which it does not copy. Throws `RangeError` when their number does not fit the shape. */
  of(shape: readonly number[], data: Elements[D]): NdArray<D>
}

const column = 'values'
const shapeKey = 'fyntrix.shape'

/** The number of elements in a shape, or NaN when it is none. */
const sizeOf = (shape: readonly unknown[]): number =>
  shape.reduce<number>(
    (size, length) =>
      typeof length === 'number' && Number.isSafeInteger(length) && length >= 0 ? size * length : Number.NaN,
    1,
  )

const parseShape = (text: string | undefined, size: number): readonly number[] => {
  let shape: unknown
  try {
    shape = JSON.parse(text ?? '')
  } catch (cause) {
    throw new CorruptValueError('the array has no shape', { cause })
  }
  if (!Array.isArray(shape) || sizeOf(shape) !== size)
    throw new CorruptValueError(`the shape is not one of ${size} elements`)
  return shape
}

/** Arrays of any rank, kept as an Arrow IPC stream of one column; the shape is in the schema's metadata. Reading is a view, without a copy. */
export const ndarray = <D extends ElementType>({ dtype }: { readonly dtype: D }): NdArrayCodec<D> => {
  const kind: RequiredColumn<Elements[D]> = kinds[dtype]
  const { type, nullable, metadata } = kind

  const checkedSize = ({ shape, data }: NdArray<D>): number => {
    const rows = kind.rows(data, column)
    if (sizeOf(shape) !== rows) throw new RangeError(`${rows} elements do not fit the shape [${shape.join(', ')}]`)
    return rows
  }

  return {
    name: 'ndarray',
    compressible: true,
    migrates: false,
    of(shape, data) {
      const array = Object.freeze({ shape: Object.freeze([...shape]), data })
      checkedSize(array)
      return array
    },
    encode: (array) =>
      writeArrowStream({
        length: checkedSize(array),
        metadata: new Map([[shapeKey, JSON.stringify(array.shape)]]),
        columns: [{ name: column, type, nullable, metadata, ...kind.write(array.data, column) }],
      }),
    decode(payload) {
      const { length, metadata, columns } = readArrowStream(payload, 1)
      const [stored] = columns
      if (stored?.name !== column || stored.type !== type || stored.nullable !== nullable) {
        throw new CorruptValueError(`the value is not one column of ${type}`)
      }
      const shape = Object.freeze(parseShape(metadata.get(shapeKey), length))
      return Object.freeze({ shape, data: kind.read(stored, length) })
    },
  }
}
