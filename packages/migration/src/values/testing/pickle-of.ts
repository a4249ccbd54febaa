import { assemble, bytes, call, int, long, no, none, type Part, text, yes } from '../../pickle/testing/assemble.ts'

/** A value of Python as a test writes it; whole numbers are `int`. */
export type Written =
  | null
  | boolean
  | string
  | number
  | bigint
  | Float
  | Parts
  | readonly Written[]
  | { readonly [key: string]: Written }

class Float {
  readonly value: number
  constructor(value: number) {
    this.value = value
  }
}

class Parts {
  readonly parts: readonly Part[]
  constructor(parts: readonly Part[]) {
    this.parts = parts
  }
}

export const float = (value: number): Written => new Float(value)
export const parts = (...each: readonly Part[]): Written => new Parts(each)

const longText = (value: string): Buffer => {
  const utf8 = Buffer.from(value)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(utf8.length)
  return Buffer.concat([Buffer.from('X'), length, utf8])
}

const isList = (value: Written): value is readonly Written[] => Array.isArray(value)

const partsOf = (value: Written): readonly Part[] => {
  if (value === null) return [none]
  if (typeof value === 'boolean') return [value ? yes : no]
  if (typeof value === 'string') return [longText(value)]
  if (typeof value === 'bigint') return [long(value)]
  if (value instanceof Float || (typeof value === 'number' && !Number.isInteger(value))) {
    const double = Buffer.alloc(9, 'G')
    double.writeDoubleBE(value instanceof Float ? value.value : value, 1)
    return [double]
  }
  if (typeof value === 'number') return [Math.abs(value) < 2 ** 31 ? int(value) : long(BigInt(value))]
  if (value instanceof Parts) return value.parts
  if (isList(value)) return [']', '(', ...value.flatMap(partsOf), 'e']
  return ['}', '(', ...Object.entries(value).flatMap(([key, each]) => [longText(key), ...partsOf(each)]), 'u']
}

/** The pickle of a value, of protocol 4. */
export const pickleOf = (value: Written): Buffer => assemble(...partsOf(value))

/** `datetime.datetime` in Asia/Kolkata, or without a zone. */
export const datetime = (iso: string, zone: 'ist' | null = 'ist'): Written => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micros = 0] = (iso.match(/\d+/g) ?? []).map(
    Number,
  )
  const packed = [
    year >> 8,
    year & 255,
    month,
    day,
    hour,
    minute,
    second,
    micros >> 16,
    (micros >> 8) & 255,
    micros & 255,
  ]
  const offset = call('datetime', 'timedelta', int(0), int(19_800), int(0))
  const ist = call('datetime', 'timezone', offset)
  return parts(
    zone === null
      ? call('datetime', 'datetime', bytes(...packed))
      : call('datetime', 'datetime', bytes(...packed), ist),
  )
}

/** The legacy manager's envelope of a DataFrame. */
export const frameOf = (
  rows: readonly Readonly<Record<string, Written>>[],
  dtypes: Readonly<Record<string, string>>,
): Buffer =>
  pickleOf({ type: 'dataframe', data: [...rows], index: rows.map((_, i) => i), columns: Object.keys(dtypes), dtypes })

export const barTypes = {
  date: 'datetime64[ns, UTC+05:30]',
  open: 'float64',
  high: 'float64',
  low: 'float64',
  close: 'float64',
  volume: 'int64',
}

/** A bar of a day: open 10, high 12, low 9, close as told. */
export const bar = (day: string, close: number): Readonly<Record<string, Written>> => ({
  date: datetime(`${day} 00:00:00`),
  open: float(10),
  high: float(12),
  low: float(9),
  close: float(close),
  volume: 1_200,
})

/** A pickle that runs a command of the shell where it is loaded by Python. */
export const running = (command: string): Buffer => assemble(call('os', 'system', text(command)))
