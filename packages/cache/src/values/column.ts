import { CorruptValueError } from '../standard-schema.ts'
import {
  type ArrowBuffers,
  type ArrowColumn,
  type ArrowType,
  noOffsets,
  noValidity,
  type TypedArray,
} from './arrow-stream.ts'
import { packBits, unpackBits } from './bits.ts'

/** How the values of one kind of column lie in Arrow's buffers. */
export interface Kind<Values> {
  readonly type: ArrowType
  /** What another reader needs to know beyond the type. Every name begins with `fyntrix.`. */
  readonly metadata: ReadonlyMap<string, string>
  /** The class of arrays, for messages. */
  readonly array: string
  accepts(values: unknown): boolean
  lengthOf(values: Values): number
  /** The buffers of `values`. A row where `valid` is 0 has no value: whatever compresses well is written. `refuse` throws. */
  encode(values: Values, refuse: (row: number, why: string) => never, valid?: Uint8Array): Encoded
  /** The values of buffers that may be damaged; 0 or empty where `valid` is 0. Throws `CorruptValueError`. */
  decode(column: ArrowColumn, length: number, valid?: Uint8Array): Values
}

export interface Encoded {
  readonly data: TypedArray
  readonly offsets?: Int32Array
}

/** One column of a definition: a kind, with or without nulls. */
export interface Column<Values> {
  readonly type: ArrowType
  readonly nullable: boolean
  readonly metadata: ReadonlyMap<string, string>
  /** Rows of an array of values. Throws `TypeError` when it is no such array, `RangeError` when its parts differ. */
  rows(values: Values, name: string): number
  /** Throws `RangeError` for a value that could not be read back as it is. */
  write(values: Values, name: string): ArrowBuffers<TypedArray>
  /** Throws `CorruptValueError`. Name, type and metadata were compared already. */
  read(column: ArrowColumn, length: number): Values
}

/** A column whose rows all have a value. */
export interface RequiredColumn<Values> extends Column<Values> {
  readonly kind: Kind<Values>
}

/** Values with gaps. In a row without a value `values` holds whatever was given, and 0 or an empty text once it was read; NaN is a value. */
export interface Nullable<Values> {
  readonly values: Values
  /** 1 where the row has a value, 0 where it is null. */
  readonly valid: Uint8Array
}

const rowsOf = <Values>(kind: Kind<Values>, values: Values, name: string): number => {
  if (!kind.accepts(values)) throw new TypeError(`column ${name} is no ${kind.array}`)
  return kind.lengthOf(values)
}

const refuseIn =
  (name: string) =>
  (row: number, why: string): never => {
    throw new RangeError(`column ${name}, row ${row}: ${why}`)
  }

const withoutNulls = { nullCount: 0, validity: noValidity, offsets: noOffsets }

/** A column of a kind. */
export const required = <Values>(kind: Kind<Values>): RequiredColumn<Values> => ({
  kind,
  type: kind.type,
  nullable: false,
  metadata: kind.metadata,
  rows: (values, name) => rowsOf(kind, values, name),
  write: (values, name) => ({ ...withoutNulls, ...kind.encode(values, refuseIn(name)) }),
  read(column, length) {
    if (column.nullCount > 0) throw new CorruptValueError(`column ${column.name} has nulls`)
    return kind.decode(column, length)
  },
})

const nullsIn = (valid: Uint8Array): number => valid.reduce((count, flag) => count + (flag === 0 ? 1 : 0), 0)

/** The same column with nulls. */
export const nullable = <Values>({ kind }: RequiredColumn<Values>): Column<Nullable<Values>> => ({
  type: kind.type,
  nullable: true,
  metadata: kind.metadata,
  rows({ values, valid }, name) {
    const rows = rowsOf(kind, values, name)
    if (!(valid instanceof Uint8Array)) throw new TypeError(`column ${name} does not say which rows are valid`)
    if (valid.length !== rows) throw new RangeError(`column ${name} has ${rows} rows, but ${valid.length} flags`)
    return rows
  },
  write({ values, valid }, name) {
    const nullCount = nullsIn(valid)
    const validity = nullCount === 0 ? noValidity : packBits(valid)
    return { ...withoutNulls, nullCount, validity, ...kind.encode(values, refuseIn(name), valid) }
  },
  read(column, length) {
    const valid = column.nullCount === 0 ? new Uint8Array(length).fill(1) : unpackBits(column.validity, length)
    if (nullsIn(valid) !== column.nullCount) throw new CorruptValueError(`column ${column.name} has other nulls`)
    return Object.freeze({ values: kind.decode(column, length, valid), valid })
  },
})
