import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readPickle } from './index.ts'
import { assemble, call, int, name, none, type Part, readParts, text, tuple } from './testing/assemble.ts'
import { refused } from './testing/refused.ts'

// the first test, so that nothing before it has used the memory that it must not use
test('a gigabyte of zeros in a gzip stream, without being unpacked', () => {
  const members = 64
  const member = gzipSync(Buffer.alloc(1024 ** 3 / members))
  const bomb = Buffer.concat(Array.from({ length: members }, () => member))
  const peak = () => process.resourceUsage().maxRSS / 1024
  const before = peak()
  expect(readPickle(bomb)).toMatchObject(refused('the gzip stream unpacks to more than 67108864 bytes'))
  expect(peak() - before).toBeLessThan(64 + 100)
})

describe('a pickle that would run code is refused by the name of the code', () => {
  const trace = join(tmpdir(), `pickle-was-executed-${process.pid}`)
  const command = text(`touch ${trace}`)

  test.each<[string, readonly Part[], string]>([
    ['os.system by REDUCE', [call('os', 'system', command)], 'names os.system'],
    ['posix.system by GLOBAL', ['cposix\nsystem\n', tuple(command), 'R'], 'names posix.system'],
    ['posix.system by INST', ['(', command, 'iposix\nsystem\n'], 'names posix.system'],
    ['os.system by OBJ', ['(', name('os', 'system'), command, 'o'], 'names os.system'],
    ['subprocess.Popen by NEWOBJ', [name('subprocess', 'Popen'), tuple(command), 0x81], 'names subprocess.Popen'],
    [
      'eval by a name that comes from the memo',
      [text('eval'), 0x94, text('builtins'), 0x94, 'h\x01', 'h\x00', 0x93, tuple(command), 'R'],
      'names builtins.eval',
    ],
    [
      'eval by a name of the table in the memo',
      [name('datetime', 'datetime'), 'q\x00', 'cbuiltins\neval\n'],
      'builtins.eval',
    ],
    ['builtins.getattr', [call('builtins', 'getattr', name('datetime', 'datetime'), text('now'))], 'builtins.getattr'],
    ['a name that is no text', [int(1), text('system'), 0x93], 'not made of two texts'],
    ['a name with control characters', [name('os\n\x1b[2J', 'system')], 'names os??[2J.system'],
  ])('%s', (_, parts, reason) => {
    expect(readParts(...parts)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) })
    expect(existsSync(trace)).toBe(false)
  })

  test.each<[string, readonly Part[], string]>([
    ['EXT1', [0x82, 1], 'EXT1'],
    ['EXT2', [0x83, '\x01\x00'], 'EXT2'],
    ['EXT4', [0x84, '\x01\x00\x00\x00'], 'EXT4'],
    ['PERSID', ['Pid\n'], 'PERSID'],
    ['BINPERSID', [text('id'), 'Q'], 'BINPERSID'],
    ['NEXT_BUFFER', [0x97], 'NEXT_BUFFER'],
    ['NEWOBJ_EX', [text('x'), ')', '}', 0x92], 'NEWOBJ_EX'],
    ['DUP', [']', '2'], 'DUP'],
    ['a text of protocol 0', ["S'x'\n"], 'protocols 0 and 1'],
  ])('%s', (_, parts, reason) => {
    expect(readParts(...parts)).toMatchObject(refused(reason, 'E'))
  })
})

describe('a length that cannot be is refused before anything is allocated', () => {
  const far = '\x00\x00\x00\x00\x00\x00\x00\x80'
  test.each<[string, readonly Part[]]>([
    ['text of 2^63 bytes', [0x8d, far]],
    ['bytes of 2^63', [0x8e, far]],
    ['a frame of 2^63', [0x95, far]],
    ['text of 2^64 - 1', [0x8d, '\xff\xff\xff\xff\xff\xff\xff\xff']],
    ['text of 4 GB', ['X\xff\xff\xff\xff']],
    ['bytes of 4 GB', ['B\xff\xff\xff\xff']],
    ['an integer of -1 bytes', [0x8b, '\xff\xff\xff\xff']],
    ['an integer of -2^31 bytes', [0x8b, '\x00\x00\x00\x80']],
    ['an integer of 2^31 - 1 bytes', [0x8b, '\xff\xff\xff\x7f']],
    ['an integer of 1 MB that is there', [0x8b, '\x00\x00\x10\x00', Buffer.alloc(1 << 20, 7)]],
    ['a name without end', ['c', Buffer.alloc(1 << 20, 0x61)]],
    ['a place of the memo that is empty', ['j\xff\xff\xff\xff']],
  ])('%s', (_, parts) => {
    const before = process.memoryUsage().arrayBuffers
    expect(readParts(...parts)).toMatchObject({ kind: 'refused', tier: null, at: 2 })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
  })

  test('a far place of the memo costs no more than a near one', () => {
    expect(readParts('N', 'r\xff\xff\xff\xff', 'j\xff\xff\xff\xff', 0x86)).toMatchObject({ kind: 'value' })
  })
})

describe('a value that no walk ends in, or no memory holds, is refused', () => {
  test('a list, a dict and a tuple that hold themselves', () => {
    expect(readParts(']', 0x94, 'h\x00', 'a')).toMatchObject(refused('a value holds itself', 'E'))
    expect(readParts('}', 0x94, none, 'h\x00', 's')).toMatchObject(refused('a value holds itself', 'E'))
    expect(readParts(']', 0x94, 'h\x00', 0x85, 'a')).toMatchObject(refused('a value holds itself', 'E'))
  })

  test('a million lists, each in the next', () => {
    const many = 1_000_000
    expect(readParts(']'.repeat(many), 'a'.repeat(many - 1))).toMatchObject(refused('the stack holds more'))
    expect(readParts(']'.repeat(60_000), 'a'.repeat(59_999))).toMatchObject(refused('more than 100 containers'))
    expect(readParts('N', '\x85'.repeat(399_000))).toMatchObject(refused('more than 100 containers'))
    expect(readParts('('.repeat(many))).toMatchObject(refused('the stack holds more'))
    expect(readParts(']'.repeat(100), 'a'.repeat(99)).kind).toBe('value')
    expect(readParts(']'.repeat(101), 'a'.repeat(100))).toMatchObject(refused('more than 100 containers'))
  })

  test('a depth that only a second way to a value has', () => {
    const inner = [']'.repeat(60), 'a'.repeat(59), 0x94]
    const outer = [']', ...inner, 'a', ']'.repeat(60), 'h\x00', 'a'.repeat(61)]
    expect(readParts(...outer)).toMatchObject(refused('more than 100 containers'))
  })

  test('sixty tuples that each hold the one before twice', () => {
    const doubled = Array.from({ length: 60 }, (_, at) => [0x94, 'h', at, 0x86])
    expect(readParts('N', ...doubled.flat())).toMatchObject(refused('larger than 67108864 when it is written out'))
  })

  test('a flood of the memo, of opcodes and of containers', () => {
    expect(readParts('N', '\x94'.repeat(1_000_001))).toMatchObject(refused('the memo holds more than 1000000'))
    expect(readPickle(assemble('N', '\x94'.repeat(50)), { opcodes: 50 })).toMatchObject(refused('more than 50 opcodes'))
    expect(readParts(']', '}a'.repeat(400_000))).toMatchObject(refused('more than 400000 containers'))
    expect(readPickle(assemble(text('four')), { text: 3 })).toMatchObject(refused('longer than 3 bytes'))
    expect(readPickle(assemble('N'), { bytes: 3 })).toMatchObject(refused('there are 4 bytes, more than 3'))
  })
})
