import {
  Bool,
  BufferType,
  Data,
  type DataType,
  DurationMillisecond,
  Field,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMillisecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
} from 'apache-arrow'
import type { ArrowStream, ArrowType, WritableColumn } from './arrow-stream.ts'

const types: Readonly<Record<ArrowType, DataType>> = {
  bool: new Bool(),
  int8: new Int8(),
  int16: new Int16(),
  int32: new Int32(),
  int64: new Int64(),
  uint8: new Uint8(),
  uint16: new Uint16(),
  uint32: new Uint32(),
  uint64: new Uint64(),
  float32: new Float32(),
  float64: new Float64(),
  utf8: new Utf8(),
  'timestamp[ms, UTC]': new TimestampMillisecond('UTC'),
  'duration[ms]': new DurationMillisecond(),
}

const fieldOf = ({ name, type, nullable, metadata }: WritableColumn): Field =>
  new Field(name, types[type], nullable, new Map(metadata))

const dataOf = ({ type, nullCount, validity, offsets, data }: WritableColumn, length: number): Data =>
  new Data(types[type], 0, length, nullCount, {
    [BufferType.VALIDITY]: validity,
    [BufferType.OFFSET]: offsets,
    [BufferType.DATA]: data,
  })

/** The bytes of an Arrow IPC stream. The same columns always give the same bytes. */
export const writeArrowStream = ({ length, metadata, columns }: ArrowStream<WritableColumn>): Uint8Array => {
  const schema = new Schema(columns.map(fieldOf), new Map(metadata))
  const children = columns.map((column) => dataOf(column, length))
  const rows = makeData({ type: new Struct(schema.fields), length, nullCount: 0, children })
  return RecordBatchStreamWriter.writeAll([new RecordBatch(schema, rows)]).toUint8Array(true)
}
