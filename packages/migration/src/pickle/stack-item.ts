import type { PythonDict, PythonKey, PythonList, PythonSet, PythonValue } from './python-value.ts'
import { PickleRefused } from './refusal.ts'

/** Containers as long as opcodes may still add to them. */
export interface OpenList extends PythonList {
  readonly items: PythonValue[]
}
export interface OpenSet extends PythonSet {
  readonly items: Set<PythonKey>
}
export interface OpenDict extends PythonDict {
  readonly entries: Map<PythonKey, PythonValue>
}

/** A value on the stack. */
export type StackValue = Exclude<PythonValue, PythonList | PythonSet | PythonDict> | OpenList | OpenSet | OpenDict

/** A name of the fixed table. It stands for a function of this folder that makes data out of data; nothing of Python is called. */
export interface Constructor {
  readonly kind: 'constructor'
  /** Module, a space, and the name in it. */
  readonly name: string
  /** The only opcode that may use it. */
  readonly by: 'REDUCE' | 'NEWOBJ'
  /** Throws `PickleRefused` when the arguments are not what Python's pickler writes for this name. */
  readonly make: (args: readonly PythonValue[]) => StackValue | Draft
}

/** A value that Python makes in two steps: `BUILD` brings what it lacks. */
export interface Draft {
  readonly kind: 'draft'
  readonly name: string
  readonly build: (state: PythonValue) => StackValue
  /** Null until `BUILD`. */
  built: StackValue | null
}

export type StackItem = StackValue | Constructor | Draft

/** The value that an item stands for. Throws `PickleRefused` for what is no value: a bare name, or a draft that is not built. */
export const valueOf = (item: StackItem): StackValue => {
  if (typeof item !== 'object' || item === null) return item
  if (item.kind === 'constructor') throw new PickleRefused(`${item.name} is used as a value`, 'E')
  if (item.kind !== 'draft') return item
  if (item.built === null) throw new PickleRefused(`${item.name} is used before it is built`)
  return item.built
}

/** Whether a value may be a key. Python would not take a tuple with a list in it either; here it does no harm. */
export const isKey = (value: PythonValue): value is PythonKey =>
  typeof value !== 'object' ||
  value === null ||
  (value.kind !== 'list' && value.kind !== 'dict' && value.kind !== 'set')
