import { zoneOrNull } from './names-datetime.ts'
import type { PandasNaT, PandasTimestamp, PythonValue } from './python-value.ts'
import { demand } from './refusal.ts'
import type { Constructor } from './stack-item.ts'

/** numpy's `NPY_DATETIMEUNIT`, as far as pandas has timestamps of it. */
const units: ReadonlyMap<PythonValue, PandasTimestamp['unit']> = new Map([
  [7, 's'],
  [8, 'ms'],
  [9, 'us'],
  [10, 'ns'],
])

/** An int64, but for the least one, by which numpy says that there is no time. */
const epochOf = (value: PythonValue | undefined): bigint | null => {
  if (typeof value !== 'bigint' && !(typeof value === 'number' && Number.isSafeInteger(value))) return null
  const epoch = BigInt(value)
  return BigInt.asIntN(64, epoch) === epoch && epoch !== -(2n ** 63n) ? epoch : null
}

/** Arguments: epoch, None (a frequency before pandas 2), zone, code of the unit. */
const timestamp = (args: readonly PythonValue[]): PandasTimestamp => {
  const [value, frequency, zone = null, code = null] = args
  const epoch = epochOf(value)
  const unit = units.get(code)
  demand(
    args.length === 4 && epoch !== null && frequency === null && unit !== undefined,
    'the arguments of _unpickle_timestamp are not epoch, None, zone and unit',
  )
  return { kind: 'timestamp', epoch, unit, zone: zoneOrNull(zone) }
}

const nat = (args: readonly PythonValue[]): PandasNaT => {
  demand(args.length === 1 && args[0] === null, 'the argument of __nat_unpickle is not None')
  return { kind: 'nat' }
}

/** The names of pandas 1.5 to 2.x: a timestamp, and no time. */
export const pandasNames: readonly Constructor[] = [
  { kind: 'constructor', name: 'pandas._libs.tslibs.timestamps _unpickle_timestamp', by: 'REDUCE', make: timestamp },
  { kind: 'constructor', name: 'pandas._libs.tslibs.nattype __nat_unpickle', by: 'REDUCE', make: nat },
]
