import { checkExtent } from './extent.ts'
import { headerBytes, unframe } from './framing.ts'
import { defaultPickleLimits, type PickleLimits } from './limits.ts'
import { Machine } from './machine.ts'
import { containerOpcodes } from './opcodes-containers.ts'
import { foreignOpcode } from './opcodes-foreign.ts'
import { memoOpcodes } from './opcodes-memo.ts'
import { nameOpcodes } from './opcodes-names.ts'
import { scalarOpcodes } from './opcodes-scalars.ts'
import type { Operation } from './operation.ts'
import type { PythonValue } from './python-value.ts'
import { PickleRefused, type Refusal } from './refusal.ts'

/** The value of a pickle. Tier A is written by opcodes alone; B uses names of the table (dates, zones, numpy scalars). */
export interface PickleValue {
  readonly kind: 'value'
  readonly tier: 'A' | 'B'
  readonly value: PythonValue
}

const operations: ReadonlyMap<number, Operation> = new Map([
  ...scalarOpcodes,
  ...containerOpcodes,
  ...memoOpcodes,
  ...nameOpcodes,
])
const stop = 0x2e

const run = (machine: Machine): PickleValue => {
  machine.cursor.take(headerBytes)
  for (let code = machine.nextOpcode(); code !== stop; code = machine.nextOpcode()) {
    const operation = operations.get(code)
    if (operation === undefined) throw foreignOpcode(code, machine)
    operation(machine)
  }
  const value = machine.result()
  checkExtent(value, machine.limits)
  return { kind: 'value', tier: machine.usesNames ? 'B' : 'A', value }
}

const refusalOf = (error: unknown, at: number): Refusal => {
  if (error instanceof PickleRefused) return { kind: 'refused', tier: error.tier, reason: error.message, at }
  throw error
}

/**
 * Reads a Python pickle of protocol 2 to 5, gzipped or not, as data. Nothing in it is ever executed or looked up: opcodes and names that
 * are not on the fixed lists of tiers A and B are refused. The bytes may be anything, and bad ones are never an error that is thrown.
 *
 * Stricter than Python: bytes after the end, keys that a dict has twice, values that hold themselves, and text with lone surrogates are refused.
 * Sets of protocols 2 and 3, and bytes, datetimes and numpy scalars of protocol 2 need names that are not on the list.
 *
 * Source: Lib/pickletools.py of CPython for the opcodes; what CPython 3.11, pandas 2.2.3, numpy 1.26 and 2.0 write, for the names.
 */
export const readPickle = (bytes: Uint8Array, limits: Partial<PickleLimits> = {}): PickleValue | Refusal => {
  const all = { ...defaultPickleLimits, ...limits }
  let machine: Machine | undefined
  try {
    machine = new Machine(unframe(bytes, all.bytes), all)
    return run(machine)
  } catch (error) {
    return refusalOf(error, machine?.at ?? 0)
  }
}
