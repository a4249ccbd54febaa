import { fitting } from './opcodes-scalars.ts'
import type { NumpyDtype, NumpyScalar, PythonValue } from './python-value.ts'
import { demand, PickleRefused, printable } from './refusal.ts'
import type { Constructor, Draft } from './stack-item.ts'

interface Type {
  readonly name: string
  readonly bytes: number
  readonly read: (view: DataView) => NumpyScalar['value']
}

/** By the code that numpy writes: kind and number of bytes. */
const types: ReadonlyMap<string, Type> = new Map([
  ['b1', { name: 'bool', bytes: 1, read: (view) => view.getUint8(0) !== 0 }],
  ['i1', { name: 'int8', bytes: 1, read: (view) => view.getInt8(0) }],
  ['i2', { name: 'int16', bytes: 2, read: (view) => view.getInt16(0, true) }],
  ['i4', { name: 'int32', bytes: 4, read: (view) => view.getInt32(0, true) }],
  ['i8', { name: 'int64', bytes: 8, read: (view) => fitting(view.getBigInt64(0, true)) }],
  ['u1', { name: 'uint8', bytes: 1, read: (view) => view.getUint8(0) }],
  ['u2', { name: 'uint16', bytes: 2, read: (view) => view.getUint16(0, true) }],
  ['u4', { name: 'uint32', bytes: 4, read: (view) => view.getUint32(0, true) }],
  ['u8', { name: 'uint64', bytes: 8, read: (view) => fitting(view.getBigUint64(0, true)) }],
  ['f4', { name: 'float32', bytes: 4, read: (view) => view.getFloat32(0, true) }],
  ['f8', { name: 'float64', bytes: 8, read: (view) => view.getFloat64(0, true) }],
])

const byName: ReadonlyMap<string, Type> = new Map([...types.values()].map((type) => [type.name, type]))

/** Version 3, order of bytes, no sub-array, names or fields, default size and alignment, no flags. */
const isPlainState = (state: PythonValue, { bytes }: Type): boolean => {
  if (typeof state !== 'object' || state?.kind !== 'tuple' || state.items.length !== 8) return false
  const [version, order, ...rest] = state.items
  const plain = [null, null, null, -1, -1, 0]
  return version === 3 && order === (bytes === 1 ? '|' : '<') && plain.every((value, at) => value === rest[at])
}

const dtype = (args: readonly PythonValue[]): Draft => {
  const [code, align, copy] = args
  demand(
    args.length === 3 && typeof code === 'string' && align === false && copy === true,
    'the arguments of numpy.dtype are not those of a pickle',
  )
  const type = types.get(code)
  if (type === undefined)
    throw new PickleRefused(`the numpy type ${printable(code)} is not imported: only plain numbers`, 'E')
  return {
    kind: 'draft',
    name: 'numpy.dtype',
    built: null,
    build: (state): NumpyDtype => {
      demand(isPlainState(state, type), 'a numpy type is not little-endian and plain', 'E')
      return { kind: 'dtype', name: type.name }
    },
  }
}

const scalar = (args: readonly PythonValue[]): NumpyScalar => {
  const [of, raw] = args
  demand(
    args.length === 2 &&
      typeof of === 'object' &&
      of?.kind === 'dtype' &&
      typeof raw === 'object' &&
      raw?.kind === 'bytes',
    'the arguments of a numpy scalar are not type and bytes',
  )
  const type = byName.get(of.name)
  demand(type?.bytes === raw.bytes.length, `a numpy ${of.name} does not have ${raw.bytes.length} bytes`)
  const view = new DataView(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.byteLength)
  return { kind: 'numpy', dtype: of.name, value: type.read(view) }
}

/** The names of numpy 1.x (`numpy.core`) and 2.x (`numpy._core`) for single numbers. */
export const numpyNames: readonly Constructor[] = [
  { kind: 'constructor', name: 'numpy dtype', by: 'REDUCE', make: dtype },
  { kind: 'constructor', name: 'numpy.core.multiarray scalar', by: 'REDUCE', make: scalar },
  { kind: 'constructor', name: 'numpy._core.multiarray scalar', by: 'REDUCE', make: scalar },
]
