import type { Machine } from './machine.ts'

/** What one opcode does to the machine. Throws `PickleRefused`, and nothing else, when it cannot. */
export type Operation = (machine: Machine) => void
