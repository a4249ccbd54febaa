import type { Machine } from './machine.ts'
import { resolveName } from './names.ts'
import { decodeText } from './opcodes-scalars.ts'
import type { Operation } from './operation.ts'
import { demand, PickleRefused } from './refusal.ts'
import type { Constructor, Draft, StackItem } from './stack-item.ts'

/** Longer than any name of the table; a line beyond it is no name. */
const longestName = 1024

const pushName = (machine: Machine, module: string, name: string): void => {
  machine.push(resolveName(module, name))
  machine.usesNames = true
}

const global: Operation = (machine) => {
  const module = decodeText(machine.cursor.line(longestName))
  pushName(machine, module, decodeText(machine.cursor.line(longestName)))
}

const stackGlobal: Operation = (machine) => {
  const name = machine.popValue()
  const module = machine.popValue()
  demand(typeof module === 'string' && typeof name === 'string', 'a name is not made of two texts')
  pushName(machine, module, name)
}

const isDraft = (item: StackItem): item is Draft => typeof item === 'object' && item !== null && item.kind === 'draft'

const popConstructor = (machine: Machine, by: Constructor['by']): Constructor => {
  const item = machine.pop()
  if (typeof item !== 'object' || item === null || item.kind !== 'constructor') {
    throw new PickleRefused(`${by} is applied to what is no name`)
  }
  demand(item.by === by, `${by} is applied to ${item.name}, which only ${item.by} may use`, 'E')
  return item
}

const apply =
  (by: Constructor['by']): Operation =>
  (machine) => {
    const args = machine.popValue()
    demand(typeof args === 'object' && args?.kind === 'tuple', `the arguments of ${by} are no tuple`)
    machine.pushObject(popConstructor(machine, by).make(args.items))
  }

const build: Operation = (machine) => {
  const state = machine.popValue()
  const draft = machine.peek()
  demand(isDraft(draft) && draft.built === null, 'BUILD is applied to what is complete', 'E')
  draft.built = draft.build(state)
}

/** Opcodes of the names that the table allows: what Python calls, is here a constructor of data. */
export const nameOpcodes: readonly (readonly [code: number, operation: Operation])[] = [
  [0x63, global], // GLOBAL
  [0x93, stackGlobal], // STACK_GLOBAL
  [0x52, apply('REDUCE')], // REDUCE
  [0x81, apply('NEWOBJ')], // NEWOBJ
  [0x62, build], // BUILD
]
