import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEnvelope, readPickle } from './index.ts'
import { assemble, name, type Part, readParts } from './testing/assemble.ts'
import { gzipped, pickles } from './testing/pickles.ts'
import { refused } from './testing/refused.ts'

/** Reads bytes, what they hold as an envelope too, and answers how that ended. An error that is thrown fails the test. */
const prove = (bytes: Uint8Array): string => {
  const result = readPickle(bytes)
  if (result.kind === 'refused') {
    expect(result.reason).toMatch(/^[ -~]+$/)
    expect(result.at).toBeGreaterThanOrEqual(0)
  } else readEnvelope(result.value)
  return result.kind
}

/** FRAME. */
const frame = (length: number): Buffer => Buffer.from([0x95, length, 0, 0, 0, 0, 0, 0, 0])

describe('a damaged pickle is refused', () => {
  test.each<[string, readonly Part[], string]>([
    ['text that is no UTF-8', ['X\x01\x00\x00\x00\xff'], 'not UTF-8'],
    ['a lone surrogate', ['X\x03\x00\x00\x00\xed\xa0\x80'], 'lone surrogate'],
    ['text that is cut in a character', ['\x8c\x02\xe0\xa4'], 'not UTF-8'],
    ['an opcode that is none', [0xff], '0xff is no opcode'],
    ['a second header', ['\x80\x04N'], 'header of a pickle stands within'],
    ['nothing on the stack', [], 'no value for the opcode'],
    ['two values', ['NN'], 'values are left'],
    ['a mark that is left', ['(N'], 'values are left'],
    ['no mark', ['Nt'], 'no mark'],
    ['a value below the mark', [']N(a'], 'no value for the opcode'],
    ['a key without a value', ['}(Nu'], 'a key of a dict has no value'],
    ['a list as a key', ['}]Ns'], 'is the key of a dict'],
    ['a list in a set', ['\x8f(]\x90'], 'is the item of a set'],
    ['a key twice', ['}(NNNNu'], 'a dict has a key twice'],
    ['an item for a dict', ['}Na'], 'no list'],
    ['an entry for a list', ['](NNu'], 'no dict'],
    [
      'an argument across the end of a frame',
      [frame(2), 'J\x00\x00\x00\x00'],
      'cut short: 4 bytes are due and 1 are left',
    ],
    ['a name across the end of a frame', [frame(4), 'cdatetime\ndatetime\n'], 'a line does not end'],
    ['a frame in a frame', [frame(10), frame(0), 'N'], 'a frame begins within another'],
    ['bytes after a frame', ['N', frame(1), '.N'], '2 bytes follow the end'],
    ['bytes after the end', ['N.N'], '2 bytes follow the end'],
  ])('%s', (_, parts, reason) => {
    expect(readParts(...parts)).toMatchObject(refused(reason))
  })

  test.each<[string, Uint8Array, string, string | null]>([
    ['nothing', Buffer.alloc(0), 'no bytes', null],
    ['one byte', Buffer.of(0x80), 'cut short', null],
    ['protocol 0', Buffer.from('I1\n.'), 'begins with the bytes 49310a2e', null],
    ['protocol 6', Buffer.from('\x80\x06N.', 'latin1'), 'protocol 6', null],
    ['a gzip stream that is cut', Buffer.from(gzipped, 'base64').subarray(0, 20), 'gzip stream is damaged', null],
    ['a gzip stream in a gzip stream', gzipSync(gzipSync('x')), 'begins with the bytes 1f8b', null],
    ['a numpy file', Buffer.from('934e554d5059', 'hex'), 'numpy file', 'C'],
    ['a zlib stream', Buffer.from('789c0300', 'hex'), 'joblib', 'E'],
    ['a zip archive', Buffer.from('504b0304', 'hex'), 'zip archive', 'E'],
    ['a joblib file', assemble(name('joblib.numpy_pickle', 'NumpyArrayWrapper')), 'a joblib file', 'E'],
  ])('%s', (_, bytes, reason, tier) => {
    expect(readPickle(bytes)).toMatchObject(refused(reason, tier))
  })

  test('frames may be empty, and one may end where the pickle does', () => {
    expect(readParts(frame(1), 'N', frame(0), 0x94, frame(2))).toMatchObject({ kind: 'refused' })
    expect(readParts(frame(1), 'N', frame(0), 0x94, frame(1))).toEqual({ kind: 'value', tier: 'A', value: null })
  })

  const real = Object.entries({ ...pickles, gzipped: { 4: gzipped } }).flatMap(([expression, byProtocol]) =>
    Object.values(byProtocol).map((base64): [string, Buffer] => [expression, Buffer.from(base64, 'base64')]),
  )

  test('every beginning of every real pickle', () => {
    const readable = real.flatMap(([expression, pickle]) =>
      [...pickle.keys()]
        .filter((end) => prove(pickle.subarray(0, end)) !== 'refused')
        .map((end) => `${expression} to ${end}`),
    )
    expect(readable).toEqual([])
  })

  test('a real pickle with any byte changed is refused or a value', () => {
    const damage = fc.tuple(
      fc.constantFrom(...real),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
    )
    fc.assert(
      fc.property(damage, ([[, pickle], changes]) => {
        const damaged = Buffer.from(pickle)
        for (const [at, byte] of changes) damaged[at % damaged.length] = byte
        prove(damaged)
      }),
      { numRuns: 3_000 },
    )
  })

  test('random bytes and random opcodes are refused or a value', () => {
    const opcodes = [...Buffer.from(']})N(tae.usRb\x81\x85\x86\x87\x88\x89\x8f\x90\x93\x94', 'latin1')]
    const opcode = fc.oneof(
      fc.constantFrom(...opcodes).map((code) => Uint8Array.of(code)),
      fc
        .constantFrom('K\x01', 'h\x00', 'q\x00', 'cdatetime\ntimedelta\n', 'cnumpy\ndtype\n', 'cos\nsystem\n')
        .map((part) => Buffer.from(part, 'latin1')),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }).map((random) => [random]),
          fc.array(opcode, { maxLength: 60 }),
        ),
        (parts) => {
          prove(assemble(...parts))
          prove(Buffer.concat(parts))
        },
      ),
      { numRuns: 5_000 },
    )
  })
})
