/** The Arrow types that are written here, by pyarrow's names (`utf8` is its `string`). */
export type ArrowType =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'float32'
  | 'float64'
  | 'utf8'
  | 'timestamp[ms, UTC]'
  | 'duration[ms]'

export type TypedArray =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Float32Array
  | Float64Array

/** The name of a column and what is said of it in the schema. `Type` is wider when a column is read: it may be of a type that is not known here. */
export interface ArrowField<Type extends string = string> {
  readonly name: string
  readonly type: Type
  readonly nullable: boolean
  readonly metadata: ReadonlyMap<string, string>
}

/** The buffers of a column. `Data` is bytes when a column is read, and the array of its type when it is written. */
export interface ArrowBuffers<Data extends TypedArray = Uint8Array> {
  readonly nullCount: number
  /** One bit a row, least significant first, 1 where the row has a value. Empty when no row is null. */
  readonly validity: Uint8Array
  /** Of text only: where each row begins in `data`, and where the last one ends. Empty for other types. */
  readonly offsets: Int32Array
  readonly data: Data
}

export interface ArrowColumn extends ArrowField, ArrowBuffers {}
export interface WritableColumn extends ArrowField<ArrowType>, ArrowBuffers<TypedArray> {}

/** An Arrow IPC stream of exactly one record batch, with flat columns. */
export interface ArrowStream<Column> {
  readonly length: number
  readonly metadata: ReadonlyMap<string, string>
  readonly columns: readonly Column[]
}

/** No offsets, for columns that are not text. */
export const noOffsets = new Int32Array(0)
/** No bitmap, for columns without nulls. */
export const noValidity = new Uint8Array(0)
