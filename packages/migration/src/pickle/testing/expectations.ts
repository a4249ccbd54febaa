import type { PythonValue } from '../index.ts'
import type { pickles } from './pickles.ts'
import { bytesOf, dict, list, numpy, setOf, tupleOf, zone } from './values.ts'

export type Expression = keyof typeof pickles

export const ist = zone(19_800)
const at = Date.UTC(2025, 7, 28, 3, 45) / 1000
const timestamp = (epoch: number | bigint, unit: 's' | 'ms' | 'us' | 'ns', of: typeof ist | null) =>
  ({ kind: 'timestamp', epoch: BigInt(epoch), unit, zone: of }) as const
export const datetime = {
  kind: 'datetime',
  year: 2025,
  month: 8,
  day: 28,
  hour: 13,
  minute: 55,
  second: 48,
  microsecond: 469_186,
  fold: 0,
  zone: null,
} as const

/** What an expression must be read as, from the lowest protocol on that writes it so: 2 unless told. */
export type Row = readonly [Expression, PythonValue, from?: number]
export const complete = ([expression, value, from = 2]: Row): [Expression, PythonValue, number] => [
  expression,
  value,
  from,
]

/** Expressions that opcodes alone write. */
export const tierA: readonly Row[] = [
  ['None', null],
  ['[True, False]', list(true, false)],
  [
    '[0, 255, 256, 65535, 65536, -1, 2147483647, -2147483648, 2147483648, 2**53 - 1, 2**53, -(2**53), 2**64, -(2**2100)]',
    list(
      0,
      255,
      256,
      65_535,
      65_536,
      -1,
      2_147_483_647,
      -2_147_483_648,
      2_147_483_648,
      Number.MAX_SAFE_INTEGER,
      2n ** 53n,
      -(2n ** 53n),
      2n ** 64n,
      -(2n ** 2100n),
    ),
  ],
  [
    "[0.0, -0.0, 1500.05, float('inf'), float('-inf'), float('nan'), 5e-324]",
    list(0, -0, 1500.05, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 5e-324),
  ],
  [
    "['', 'RELIANCE', 'निफ्टी', '\\ufeff\\x00😀', 'x' * 300]",
    list('', 'RELIANCE', 'निफ्टी', '\ufeff\0😀', 'x'.repeat(300)),
  ],
  ["b'\\x00\\xff' * 200", bytesOf(Buffer.from('00ff'.repeat(200), 'hex')), 3],
  [
    '[[], (), {}, (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)]',
    list(list(), tupleOf(), dict(), tupleOf(1), tupleOf(1, 2), tupleOf(1, 2, 3), tupleOf(1, 2, 3, 4)),
  ],
  ["{1, 'a', (2, 3)}", setOf(1, 'a', tupleOf(2, 3)), 4],
  [
    "{'__proto__': {'polluted': True}, 'constructor': 1, 1: 'number', '1': 'text', None: 0, (1, 'NSE'): 2.5}",
    dict(
      ['__proto__', dict(['polluted', true])],
      ['constructor', 1],
      [1, 'number'],
      ['1', 'text'],
      [null, 0],
      [tupleOf(1, 'NSE'), 2.5],
    ),
  ],
  ["[[1], [1]] + [['shared']] * 2", list(list(1), list(1), list('shared'), list('shared'))],
]

/** Expressions that need names of the table. */
export const tierB: readonly Row[] = [
  ['datetime.datetime(2025, 8, 28, 13, 55, 48, 469186)', datetime, 3],
  [
    "[datetime.timedelta(days=-1, seconds=5, microseconds=7), datetime.timezone(datetime.timedelta(0), 'X')]",
    list({ kind: 'timedelta', days: -1, seconds: 5, microseconds: 7 }, zone(0, 'X')),
  ],
  ["dateutil.tz.tzoffset('IST', 19800)", zone(19_800, 'IST')],
  ["pytz.timezone('Asia/Kolkata').localize(datetime.datetime(2025, 8, 28)).tzinfo", zone(19_800, 'Asia/Kolkata')],
  [
    "[pandas.Timestamp('2025-08-28 09:15', tz=ist).as_unit(unit) for unit in ('s', 'ms', 'us', 'ns')]",
    list(
      timestamp(at, 's', ist),
      timestamp(at * 1000, 'ms', ist),
      timestamp(at * 1_000_000, 'us', ist),
      timestamp(BigInt(at) * 1_000_000_000n, 'ns', ist),
    ),
  ],
  [
    "[pandas.Timestamp('2025-08-28 09:15'), pandas.Timestamp('2025-08-28 09:15', tz='Asia/Kolkata'), pandas.NaT]",
    list(timestamp(at + 19_800, 's', null), timestamp(at, 's', zone(19_800, 'Asia/Kolkata')), { kind: 'nat' }),
  ],
  [
    "[pandas.Timestamp('2025-08-28 09:15', tz=dateutil.tz.tzoffset(None, 19800))] * 2",
    list(timestamp(at, 's', ist), timestamp(at, 's', ist)),
  ],
  [
    '[numpy.float64(1500.05), numpy.float32(0.5), numpy.bool_(True), numpy.int64(-7), numpy.uint64(2**64 - 1), numpy.int8(-8)]',
    list(
      numpy('float64', 1500.05),
      numpy('float32', 0.5),
      numpy('bool', true),
      numpy('int64', -7),
      numpy('uint64', 2n ** 64n - 1n),
      numpy('int8', -8),
    ),
    3,
  ],
  [
    "[numpy.int16(-9), numpy.int32(-10), numpy.uint8(11), numpy.uint16(12), numpy.uint32(13), numpy.dtype('f8')]",
    list(numpy('int16', -9), numpy('int32', -10), numpy('uint8', 11), numpy('uint16', 12), numpy('uint32', 13), {
      kind: 'dtype',
      name: 'float64',
    }),
    3,
  ],
]
