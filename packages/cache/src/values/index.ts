export { bytes, type Codec, type Upgrade } from './codec.ts'
export {
  ForeignValueError,
  NewerValueError,
  OversizedValueError,
  SchemaVersionError,
  UnmigratedValueError,
} from './errors.ts'
export {
  type CodecName,
  type Compression,
  codecIds,
  compressionIds,
  formatVersion,
  type Header,
  headerBytes,
  peekHeader,
  readHeader,
  writeHeader,
} from './header.ts'
export { type JsonMapping, json } from './json.ts'
export { deepFreeze } from './json-tree.ts'
export {
  type Migrations,
  type Packed,
  type PackOptions,
  pack,
  type Unpacked,
  type UnpackOptions,
  unpack,
  type ValueSizes,
} from './pack.ts'
