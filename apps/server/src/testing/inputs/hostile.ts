import fc from 'fast-check'

const tooLong = 20_000

/** Text that is meant to break out of where it is put: SQL, Redis, paths, templates, logs, prototypes, encodings, patterns, sizes. */
const hostileText = [
  `' or '1'='1`,
  `'; drop table users; --`,
  `x'); select pg_sleep(60); --`,
  '\\x27 or 1=1',
  '$1',
  '?',
  '{}[]*?^$\\',
  '*',
  'lock:*',
  'a\r\nFLUSHALL\r\n',
  '../../../../etc/passwd',
  '%2e%2e%2f',
  '${7*7}{{7*7}}<%= 7*7 %>',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u200b\ufeff',
  'ﬀİı𝟙',
  '😀'.repeat(50),
  'a'.repeat(tooLong),
  '(a+)+$'.repeat(20),
  ' ',
  '',
  'null',
  'NaN',
  '1e999',
  '-0',
  '0x10',
  '9'.repeat(40),
] as const

/** JSON that no schema asks for. */
const hostileJson: readonly string[] = [
  'null',
  'true',
  '-1',
  '0.1',
  '1e308',
  '-1e308',
  '9007199254740993',
  '[]',
  '{}',
  '[null]',
  '[[[[[[[[[[]]]]]]]]]]',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"toJSON":1}',
  `[${'0,'.repeat(2_000)}0]`,
  '"2026-02-30T00:00:00Z"',
  '"0000-01-01T00:00:00.000Z"',
  '"9999-12-31T23:59:59.999Z"',
]

/** Hostile values, and any JSON at all; `known` is mixed in: ids and names that belong to somebody else. */
export const hostile = (known: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom(...hostileText, ...known),
    fc.constantFrom(...hostileJson).map((json): unknown => JSON.parse(json)),
    fc.string({ unit: 'binary', maxLength: 50 }),
    fc.jsonValue({ maxDepth: 3 }),
  )
