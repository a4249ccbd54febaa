import { describe, expect, test } from 'vitest'
import { bytes, call, int, long, name, no, none, type Part, readParts, text, tuple, yes } from './testing/assemble.ts'
import { numpy, zone } from './testing/values.ts'

const timestamp = (...args: readonly Part[]): Buffer =>
  call('pandas._libs.tslibs.timestamps', '_unpickle_timestamp', ...args)
const timedelta = (days: number, seconds: number, microseconds = 0): Buffer =>
  call('datetime', 'timedelta', int(days), int(seconds), int(microseconds))
const dtype = (code: string): Buffer => call('numpy', 'dtype', text(code), no, yes)
const state = (order: string): Buffer => tuple(int(3), text(order), none, none, none, int(-1), int(-1), int(0))
const scalar = (...args: readonly Part[]): Buffer => call('numpy._core.multiarray', 'scalar', ...args)
const float64 = Buffer.concat([dtype('f8'), state('<'), Buffer.from('b')])
const one = bytes(0, 0, 0, 0, 0, 0, 0xf0, 0x3f)
const offset = name('dateutil.tz.tz', 'tzoffset')
const offsetState = (...parts: readonly Part[]): readonly Part[] => ['}', '(', ...parts, 'u', 'b']

test('names of the table make values, also from arguments that were put together by hand', () => {
  expect(readParts(timestamp(long(-1n), none, none, int(8)))).toMatchObject({
    value: { kind: 'timestamp', epoch: -1n, unit: 'ms', zone: null },
  })
  expect(readParts(scalar(float64, one))).toEqual({ kind: 'value', tier: 'B', value: numpy('float64', 1) })
  const zoneParts = offsetState(text('_name'), none, text('_offset'), timedelta(-1, 66_600))
  expect(readParts(offset, ')', 0x81, ...zoneParts)).toMatchObject({ value: zone(-19_800) })
})

test('a draft that is built through the memo is built wherever it is referred to', () => {
  const zoneParts = offsetState(text('_name'), none, text('_offset'), timedelta(0, 19_800))
  const one = timestamp(int(0), none, 'h\x00', int(7))
  expect(readParts(']', offset, ')', 0x81, 0x94, ...zoneParts, 'a', one, 'a')).toMatchObject({
    value: { items: [zone(19_800), { kind: 'timestamp', zone: zone(19_800) }] },
  })
})

describe('arguments that Python does not write are refused', () => {
  test.each<[string, readonly Part[], string]>([
    ['a unit of days', [timestamp(int(0), none, none, int(4))], '_unpickle_timestamp'],
    ['a frequency', [timestamp(int(0), text('D'), none, int(10))], '_unpickle_timestamp'],
    ['three arguments', [timestamp(int(0), none, none)], '_unpickle_timestamp'],
    ['a fraction as epoch', [timestamp('G\x3f\xe0\0\0\0\0\0\0', none, none, int(10))], '_unpickle_timestamp'],
    ['the epoch that means no time', [timestamp(long(-(2n ** 63n)), none, none, int(10))], '_unpickle_timestamp'],
    ['an epoch beyond int64', [timestamp('\x8a\x09\0\0\0\0\0\0\0\0\x01', none, none, int(10))], '_unpickle_timestamp'],
    ['a text as zone', [timestamp(int(0), none, text('UTC'), int(10))], 'no fixed offset'],
    ['an argument of NaT', [call('pandas._libs.tslibs.nattype', '__nat_unpickle', int(1))], '__nat_unpickle'],
    ['a day of seconds', [timedelta(0, 86_400)], 'timedelta'],
    ['too many days', [timedelta(1_000_000_000, 0)], 'timedelta'],
    ['an offset of a day', [call('datetime', 'timezone', timedelta(1, 0))], 'no part of a day'],
    ['an offset with microseconds', [call('datetime', 'timezone', timedelta(0, 1, 1))], 'no part of a day'],
    ['an offset that is a number', [call('datetime', 'timezone', int(19_800))], 'no timedelta'],
    ['30 February', [call('datetime', 'datetime', bytes(7, 0xe9, 2, 30, 0, 0, 0, 0, 0, 0))], 'no date'],
    ['29 February 2025', [call('datetime', 'datetime', bytes(7, 0xe9, 2, 29, 0, 0, 0, 0, 0, 0))], 'no date'],
    ['month 13', [call('datetime', 'datetime', bytes(7, 0xe9, 13, 1, 0, 0, 0, 0, 0, 0))], 'no date'],
    ['year 0', [call('datetime', 'datetime', bytes(0, 0, 1, 1, 0, 0, 0, 0, 0, 0))], 'no date'],
    ['24 hours', [call('datetime', 'datetime', bytes(7, 0xe9, 1, 1, 24, 0, 0, 0, 0, 0))], 'no date'],
    [
      'a million microseconds',
      [call('datetime', 'datetime', bytes(7, 0xe9, 1, 1, 0, 0, 0, 0x0f, 0x42, 0x40))],
      'no date',
    ],
    ['nine bytes', [call('datetime', 'datetime', bytes(7, 0xe9, 1, 1, 0, 0, 0, 0, 0))], 'ten bytes'],
    ['a pytz zone without offset', [call('pytz', '_p', text('Asia/Kolkata'))], 'pytz._p'],
    ['a tzoffset with arguments', [offset, tuple(int(1)), 0x81], 'with arguments'],
    ['a tzoffset that is never built', [offset, ')', 0x81], 'before it is built'],
    ['a tzoffset without offset', [offset, ')', 0x81, ...offsetState(text('_name'), none)], 'not _name and _offset'],
    [
      'a tzoffset that is built twice',
      [offset, ')', 0x81, ...offsetState(text('_name'), none, text('_offset'), timedelta(0, 0)), '}b'],
      'complete',
    ],
    ['a scalar of too few bytes', [scalar(float64, bytes(0, 0))], 'does not have 2 bytes'],
    ['a scalar of objects', [scalar(dtype('O8'), one)], 'numpy type O8 is not imported'],
    ['big-endian numbers', [dtype('f8'), state('>'), 'b'], 'not little-endian'],
    ['a numpy type with fields', [dtype('f8'), tuple(int(3), text('<')), 'b'], 'not little-endian'],
    ['a numpy type that is never built', [scalar(dtype('f8'), one)], 'before it is built'],
    ['a list of arguments', [name('datetime', 'timedelta'), ']', 'R'], 'no tuple'],
    ['a bare name', [name('datetime', 'datetime')], 'is used as a value'],
    ['a bare name in a list', [']', name('datetime', 'datetime'), 'a'], 'is used as a value'],
    ['a value that is called', [text('x'), ')', 'R'], 'applied to what is no name'],
    ['a name by the wrong opcode', [name('datetime', 'timedelta'), tuple(int(0), int(0), int(0)), 0x81], 'only REDUCE'],
    ['an instance of tzoffset by a call', [offset, ')', 'R'], 'only NEWOBJ'],
    ['a list that is built', [']', '}', 'b'], 'complete'],
  ])('%s', (_, parts, reason) => {
    expect(readParts(...parts)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) })
  })
})

test('a name must be parted as in the table', () => {
  for (const [module, attribute] of [
    ['datetime.datetime', 'now'],
    ['', 'datetime datetime'],
    ['datetime', 'datetime.now'],
    ['pandas._libs.tslibs', 'timestamps._unpickle_timestamp'],
    ['numpy', 'core.multiarray.scalar'],
    ['datetime ', 'datetime'],
    ['__proto__', 'constructor'],
  ] as const) {
    const result = readParts(name(module, attribute))
    expect(result).toMatchObject({
      kind: 'refused',
      tier: 'E',
      reason: expect.stringContaining(`${module}.${attribute}`),
    })
  }
})
