import type { Machine } from './machine.ts'
import type { Operation } from './operation.ts'
import type { PythonTuple, PythonValue } from './python-value.ts'
import { demand, PickleRefused } from './refusal.ts'
import { isKey, type OpenDict, type OpenList, type OpenSet, type StackItem } from './stack-item.ts'

/** The open container of a kind that lies on top of the stack. */
const peekList = (machine: Machine): OpenList => openOf(machine.peek(), 'list')
const peekDict = (machine: Machine): OpenDict => openOf(machine.peek(), 'dict')
const peekSet = (machine: Machine): OpenSet => openOf(machine.peek(), 'set')

const openOf = <Kind extends 'list' | 'dict' | 'set'>(
  item: StackItem,
  kind: Kind,
): Extract<StackItem, { readonly kind: Kind }> => {
  if (isOfKind(item, kind)) return item
  throw new PickleRefused(`something is added to what is no ${kind}`)
}

const isOfKind = <Kind extends string>(
  item: StackItem,
  kind: Kind,
): item is Extract<StackItem, { readonly kind: Kind }> =>
  typeof item === 'object' && item !== null && item.kind === kind

const setItem = ({ entries }: OpenDict, key: PythonValue, value: PythonValue): void => {
  demand(isKey(key), 'a list, dict or set is the key of a dict')
  demand(!entries.has(key), 'a dict has a key twice')
  entries.set(key, value)
}

const setItems: Operation = (machine) => {
  const items = machine.popToMark()
  const dict = peekDict(machine)
  demand(items.length % 2 === 0, 'a key of a dict has no value')
  for (let at = 0; at < items.length; at += 2) setItem(dict, items[at] ?? null, items[at + 1] ?? null)
}

const addItems: Operation = (machine) => {
  const items = machine.popToMark()
  const set = peekSet(machine)
  for (const item of items) {
    demand(isKey(item), 'a list, dict or set is the item of a set')
    set.items.add(item)
  }
}

const tuple = (items: readonly PythonValue[]): PythonTuple => ({ kind: 'tuple', items })
const tupleOf =
  (count: number): Operation =>
  (machine) =>
    machine.pushObject(tuple(machine.popValues(count)))

/** Opcodes that make lists, tuples, sets and dicts, and fill them. */
export const containerOpcodes: readonly (readonly [code: number, operation: Operation])[] = [
  [0x28, (machine) => machine.mark()], // MARK
  [0x5d, (machine) => machine.pushObject({ kind: 'list', items: [] })], // EMPTY_LIST
  [0x7d, (machine) => machine.pushObject({ kind: 'dict', entries: new Map() })], // EMPTY_DICT
  [0x8f, (machine) => machine.pushObject({ kind: 'set', items: new Set() })], // EMPTY_SET
  [0x29, tupleOf(0)], // EMPTY_TUPLE
  [0x85, tupleOf(1)], // TUPLE1
  [0x86, tupleOf(2)], // TUPLE2
  [0x87, tupleOf(3)], // TUPLE3
  [0x74, (machine) => machine.pushObject(tuple(machine.popToMark()))], // TUPLE
  [
    0x61, // APPEND
    (machine) => {
      const item = machine.popValue()
      peekList(machine).items.push(item)
    },
  ],
  [
    0x65, // APPENDS
    (machine) => {
      const items = machine.popToMark()
      const list = peekList(machine)
      for (const item of items) list.items.push(item)
    },
  ],
  [
    0x73, // SETITEM
    (machine) => {
      const value = machine.popValue()
      const key = machine.popValue()
      setItem(peekDict(machine), key, value)
    },
  ],
  [0x75, setItems], // SETITEMS
  [0x90, addItems], // ADDITEMS
]
