import type { Operation } from './operation.ts'
import { PickleRefused } from './refusal.ts'

/** Opcodes of the memo and of the framing. */
export const memoOpcodes: readonly (readonly [code: number, operation: Operation])[] = [
  [0x94, (machine) => machine.memoize()], // MEMOIZE
  [0x71, (machine) => machine.memoize(machine.cursor.uint8())], // BINPUT
  [0x72, (machine) => machine.memoize(machine.cursor.uint32())], // LONG_BINPUT
  [0x68, (machine) => machine.recall(machine.cursor.uint8())], // BINGET
  [0x6a, (machine) => machine.recall(machine.cursor.uint32())], // LONG_BINGET
  [0x95, ({ cursor }) => cursor.openFrame(cursor.uint64())], // FRAME
  [
    0x80, // PROTO
    () => {
      throw new PickleRefused('the header of a pickle stands within the pickle')
    },
  ],
]
