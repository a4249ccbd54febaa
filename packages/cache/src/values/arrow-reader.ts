import { CorruptValueError } from '../standard-schema.ts'
import { FlatBuffer, type FlatTable } from './arrow-flatbuffer.ts'
import { type ArrowColumn, type ArrowField, type ArrowStream, noOffsets } from './arrow-stream.ts'

// Why not apache-arrow's own reader: it trusts the lengths that it reads, so that one damaged byte can make it allocate gigabytes.

// From Arrow's format/Message.fbs and format/Schema.fbs: positions of fields in their tables, and of members in their unions and enumerations.
const message = { version: 0, headerType: 1, header: 2, bodyLength: 3 } as const
const schema = { endianness: 0, fields: 1, metadata: 2 } as const
const field = { name: 0, nullable: 1, typeKind: 2, type: 3, dictionary: 4, children: 5, metadata: 6 } as const
const batch = { length: 0, nodes: 1, buffers: 2, compression: 3 } as const
const headerKind = { schema: 1, recordBatch: 3 } as const
const typeKind = { int: 2, float: 3, utf8: 5, bool: 6, timestamp: 10, duration: 18 } as const
const units = ['s', 'ms', 'us', 'ns']
const milliseconds = 1
/** Versions 4 and 5 of the metadata differ in unions only. */
const oldestMetadata = 3

const continuation = 0xffff_ffff
const endOfStream = 8

const demand: (holds: boolean, what: string) => asserts holds = (holds, what) => {
  if (!holds) throw new CorruptValueError(what)
}

type Stream = ArrowStream<ArrowColumn>

interface Message {
  readonly header: FlatTable
  readonly body: Uint8Array
  /** Where the next message begins. */
  readonly end: number
}

const readMessage = (stream: Uint8Array, start: number, kind: number): Message => {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  demand(view.getUint32(start, true) === continuation, 'a message has no beginning')
  const metadataEnd = start + 8 + view.getUint32(start + 4, true)
  demand(metadataEnd <= stream.length, 'a message is cut short')
  const root = new FlatBuffer(stream.subarray(start + 8, metadataEnd)).root()
  const header = root.table(message.header)
  demand(header !== undefined && root.uint8(message.headerType) === kind, 'a message is of another kind')
  demand(root.int16(message.version) >= oldestMetadata, 'the metadata are of another version')
  const end = metadataEnd + root.size(message.bodyLength)
  demand(end <= stream.length, 'a body is cut short')
  return { header, body: stream.subarray(metadataEnd, end), end }
}

const keyValues = (tables: readonly FlatTable[]): ReadonlyMap<string, string> =>
  new Map(tables.map((table) => [table.string(0) ?? '', table.string(1) ?? '']))

const typeName = (kind: number, type: FlatTable): string => {
  switch (kind) {
    case typeKind.int:
      return `${type.uint8(1) === 0 ? 'uint' : 'int'}${type.int32(0)}`
    case typeKind.float:
      return `float${16 << type.int16(0)}`
    case typeKind.utf8:
      return 'utf8'
    case typeKind.bool:
      return 'bool'
    case typeKind.timestamp:
      return `timestamp[${units[type.int16(0)]}, ${type.string(1)}]`
    case typeKind.duration:
      return `duration[${units[type.int16(0, milliseconds)]}]`
    default:
      return `type ${kind}`
  }
}

const readField = (table: FlatTable): ArrowField => {
  const name = table.string(field.name) ?? ''
  const type = table.table(field.type)
  const flat = table.table(field.dictionary) === undefined && table.tables(field.children).length === 0
  demand(type !== undefined && flat, `column ${name} is nested or has a dictionary`)
  return {
    name,
    type: typeName(table.uint8(field.typeKind), type),
    nullable: table.uint8(field.nullable) !== 0,
    metadata: keyValues(table.tables(field.metadata)),
  }
}

const nothing = new Uint8Array(0)

/** Answers one buffer of a body after the other. */
const buffersOf = (header: FlatTable, body: Uint8Array): (() => Uint8Array) => {
  const ranges = header.sizePairs(batch.buffers).values()
  return () => {
    const { value: range } = ranges.next()
    demand(range !== undefined, 'a buffer is missing')
    const [offset, length] = range
    demand(offset + length <= body.length, 'a buffer lies outside its body')
    // an empty one may lie anywhere, also where no number may begin
    if (length === 0) return nothing
    const buffer = body.subarray(offset, offset + length)
    demand(buffer.byteOffset % 8 === 0, 'a buffer is not aligned')
    return buffer
  }
}

const readBatch = ({ header, body }: Message, fields: readonly ArrowField[]): Omit<Stream, 'metadata'> => {
  demand(header.table(batch.compression) === undefined, 'the body has a compression of its own')
  const length = header.size(batch.length)
  const nodes = header.sizePairs(batch.nodes)
  demand(nodes.length === fields.length, 'there are not as many columns as fields')
  const next = buffersOf(header, body)
  const columns = fields.map((field, index) => {
    const [rows = 0, nullCount = 0] = nodes[index] ?? []
    demand(rows === length && nullCount <= length, `column ${field.name} has another length`)
    const validity = next()
    const needed = nullCount === 0 ? 0 : Math.ceil(length / 8)
    demand(validity.length >= needed, `the validity of column ${field.name} is cut short`)
    const offsets = field.type === 'utf8' ? int32s(next()) : noOffsets
    return { ...field, nullCount, validity: validity.subarray(0, needed), offsets, data: next() }
  })
  return { length, columns }
}

const int32s = ({ buffer, byteOffset, byteLength }: Uint8Array): Int32Array =>
  new Int32Array(buffer, byteOffset, Math.floor(byteLength / Int32Array.BYTES_PER_ELEMENT))

const readStream = (stream: Uint8Array, columns: number): Stream => {
  const head = readMessage(stream, 0, headerKind.schema)
  demand(head.header.int16(schema.endianness) === 0, 'the numbers are big-endian')
  const fields = head.header.tables(schema.fields)
  demand(fields.length === columns, `there are ${fields.length} columns instead of ${columns}`)
  const body = readMessage(stream, head.end, headerKind.recordBatch)
  const rest = stream.subarray(body.end)
  const ends = rest.length === 0 || (rest.length === endOfStream && Buffer.from(rest).readUInt32LE(4) === 0)
  demand(ends, 'something follows the record batch')
  return { metadata: keyValues(head.header.tables(schema.metadata)), ...readBatch(body, fields.map(readField)) }
}

/**
 * Reads an Arrow IPC stream of one record batch with so many flat columns. Buffers are views on `payload`, or on a copy where `payload` does not
 * lie at a multiple of eight bytes. That a buffer has room for the rows of its type is left to the reader of the column.
 * Throws `CorruptValueError` for anything else; reads and allocates no more than the payload is long, times a small factor.
 */
export const readArrowStream = (payload: Uint8Array, columns: number): Stream => {
  try {
    return readStream(payload.byteOffset % 8 === 0 ? payload : new Uint8Array(payload), columns)
  } catch (cause) {
    throw new CorruptValueError('the value is not the expected Arrow stream', { cause })
  }
}
