import type { Machine } from './machine.ts'
import type { Operation } from './operation.ts'
import type { PythonBytes } from './python-value.ts'
import { demand, PickleRefused } from './refusal.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text in UTF-8. Throws `PickleRefused` for anything else; a lone surrogate, which Python writes by `surrogatepass`, is no UTF-8. */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    if (cause instanceof TypeError) throw new PickleRefused('a text is not UTF-8, or has a lone surrogate')
    throw cause
  }
}

const takeText = (machine: Machine, length: number): Uint8Array => {
  demand(length <= machine.limits.text, `a text or bytes value is longer than ${machine.limits.text} bytes`)
  return machine.cursor.take(length)
}

const text =
  (length: (machine: Machine) => number): Operation =>
  (machine) =>
    machine.push(decodeText(takeText(machine, length(machine))))

const bytes =
  (length: (machine: Machine) => number): Operation =>
  (machine) => {
    const value: PythonBytes = { kind: 'bytes', bytes: new Uint8Array(takeText(machine, length(machine))) }
    machine.pushObject(value)
  }

/** A little-endian integer in two's complement; of no bytes it is 0. A bigint where a number would round it. */
export const integerOf = (bytes: Uint8Array): number | bigint => {
  if (bytes.length === 0) return 0
  const unsigned = BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`)
  return fitting(BigInt.asIntN(8 * bytes.length, unsigned))
}

/** The integer as a number if that is exact. */
export const fitting = (value: bigint): number | bigint => {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

const long =
  (length: (machine: Machine) => number): Operation =>
  (machine) => {
    const size = length(machine)
    const { integer } = machine.limits
    demand(size >= 0 && size <= integer, `an integer has ${size} bytes, and 0 to ${integer} are allowed`)
    machine.push(integerOf(machine.cursor.take(size)))
  }

const of8 = ({ cursor }: Machine): number => cursor.uint8()
const of32 = ({ cursor }: Machine): number => cursor.uint32()
const of64 = ({ cursor }: Machine): number => cursor.uint64()

/** Opcodes that push None, numbers, text and bytes. */
export const scalarOpcodes: readonly (readonly [code: number, operation: Operation])[] = [
  [0x4e, (machine) => machine.push(null)], // NONE
  [0x88, (machine) => machine.push(true)], // NEWTRUE
  [0x89, (machine) => machine.push(false)], // NEWFALSE
  [0x4a, (machine) => machine.push(machine.cursor.int32())], // BININT
  [0x4b, (machine) => machine.push(machine.cursor.uint8())], // BININT1
  [0x4d, (machine) => machine.push(machine.cursor.uint16())], // BININT2
  [0x47, (machine) => machine.push(machine.cursor.float64())], // BINFLOAT
  [0x8a, long(of8)], // LONG1
  [0x8b, long(({ cursor }) => cursor.int32())], // LONG4
  [0x8c, text(of8)], // SHORT_BINUNICODE
  [0x58, text(of32)], // BINUNICODE
  [0x8d, text(of64)], // BINUNICODE8
  [0x43, bytes(of8)], // SHORT_BINBYTES
  [0x42, bytes(of32)], // BINBYTES
  [0x8e, bytes(of64)], // BINBYTES8
]
