import { readPickle } from '../index.ts'

/** One part of a pickle: an opcode by its character or number, or bytes as they are. */
export type Part = string | number | Uint8Array

const bytesOf = (part: Part): Uint8Array =>
  typeof part === 'number' ? Uint8Array.of(part) : typeof part === 'string' ? Buffer.from(part, 'latin1') : part

/** A pickle of protocol 4 that consists of the parts, header and STOP added. */
export const assemble = (...parts: readonly Part[]): Buffer =>
  Buffer.concat([Uint8Array.of(0x80, 4), ...parts.map(bytesOf), Buffer.from('.')])

/** Reads what the parts assemble to. */
export const readParts = (...parts: readonly Part[]) => readPickle(assemble(...parts))

/** SHORT_BINUNICODE. */
export const text = (value: string): Buffer => {
  const utf8 = Buffer.from(value)
  return Buffer.concat([Uint8Array.of(0x8c, utf8.length), utf8])
}

/** SHORT_BINBYTES. */
export const bytes = (...values: readonly number[]): Buffer => Buffer.from([0x43, values.length, ...values])

/** BININT. */
export const int = (value: number): Buffer => {
  const part = Buffer.from('J0000')
  part.writeInt32LE(value, 1)
  return part
}

/** LONG1 of eight bytes. */
export const long = (value: bigint): Buffer => {
  const part = Buffer.from([0x8a, 8, 0, 0, 0, 0, 0, 0, 0, 0])
  part.writeBigInt64LE(value, 2)
  return part
}

/** STACK_GLOBAL of two texts. */
export const name = (module: string, value: string): Buffer =>
  Buffer.concat([text(module), text(value), Uint8Array.of(0x93)])

/** MARK, the parts, TUPLE. */
export const tuple = (...parts: readonly Part[]): Buffer =>
  Buffer.concat([Buffer.from('('), ...parts.map(bytesOf), Buffer.from('t')])

/** A name applied to arguments: REDUCE. */
export const call = (module: string, value: string, ...args: readonly Part[]): Buffer =>
  Buffer.concat([name(module, value), tuple(...args), Buffer.from('R')])

/** NONE, NEWTRUE and NEWFALSE. */
export const none = 'N'
export const yes = 0x88
export const no = 0x89
