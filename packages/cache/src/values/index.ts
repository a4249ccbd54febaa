export { bytes, type Codec } from './codec.ts'
export {
  ForeignValueError,
  NewerValueError,
  OversizedValueError,
  SchemaVersionError,
  UnmigratedValueError,
} from './errors.ts'
export { codecOf, headerBytes, peekHeader, writeHeader } from './header.ts'
export { type JsonMapping, json } from './json.ts'
export { deepFreeze } from './json-tree.ts'
export { type Migrations, pack, unpack } from './pack.ts'
