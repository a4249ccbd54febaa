import type { Machine } from './machine.ts'
import { foreignName } from './names-foreign.ts'
import { decodeText } from './opcodes-scalars.ts'
import { PickleRefused } from './refusal.ts'

const oldProtocol = 'an opcode of protocols 0 and 1: pickle the value again with protocol 4'

/** Opcodes of Python's pickletools that are not carried out, and what they would do. */
const foreign: ReadonlyMap<number, string> = new Map([
  [0x50, 'PERSID: an object that lies outside the pickle (a persistent id)'],
  [0x51, 'BINPERSID: an object that lies outside the pickle (a persistent id)'],
  [0x82, 'EXT1: a name by a number of the extension registry'],
  [0x83, 'EXT2: a name by a number of the extension registry'],
  [0x84, 'EXT4: a name by a number of the extension registry'],
  [0x6f, 'OBJ: an instance of a class'],
  [0x92, 'NEWOBJ_EX: an instance of a class'],
  [0x97, 'NEXT_BUFFER: bytes that lie outside the pickle'],
  [0x98, 'READONLY_BUFFER: bytes that lie outside the pickle'],
  [0x96, 'BYTEARRAY8: a bytearray, which is not imported'],
  [0x91, 'FROZENSET: a frozenset, which is not imported'],
  [0x30, 'POP: as for a tuple that holds itself'],
  [0x31, 'POP_MARK: as for a tuple that holds itself'],
  [0x32, 'DUP: never written by Python'],
  ...Array.from(Buffer.from('STUILFVpgdl'), (code) => [code, oldProtocol] as const),
])

/** The refusal of an opcode that is not carried out. Those of protocol 0 that name a class (INST) are refused as that name. */
export const foreignOpcode = (code: number, machine: Machine): PickleRefused => {
  if (code === 0x69) {
    const module = decodeText(machine.cursor.line(1024))
    return foreignName(module, decodeText(machine.cursor.line(1024)))
  }
  const what = foreign.get(code)
  const shown = `0x${code.toString(16).padStart(2, '0')}`
  if (what === undefined) return new PickleRefused(`${shown} is no opcode`)
  return new PickleRefused(`the pickle uses opcode ${shown}, ${what}; nothing was executed`, 'E')
}
