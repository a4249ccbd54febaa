import { ByteCursor } from './cursor.ts'
import type { PickleLimits } from './limits.ts'
import type { PythonValue } from './python-value.ts'
import { demand, PickleRefused } from './refusal.ts'
import { type StackItem, type StackValue, valueOf } from './stack-item.ts'

/** The state of a pickle that is being read: the bytes, the stack and the memo, all of them bounded. */
export class Machine {
  readonly cursor: ByteCursor
  readonly limits: PickleLimits
  /** Whether a name of the table was met. */
  usesNames = false
  /** Offset of the opcode that is being carried out. */
  at = 0
  readonly #stack: StackItem[] = []
  readonly #marks: number[] = []
  readonly #memo = new Map<number, StackItem>()
  #opcodes = 0
  #objects = 0

  constructor(pickle: Uint8Array, limits: PickleLimits) {
    this.cursor = new ByteCursor(pickle)
    this.limits = limits
  }

  nextOpcode(): number {
    this.cursor.closeFrame()
    this.at = this.cursor.at
    this.#opcodes += 1
    demand(this.#opcodes <= this.limits.opcodes, `there are more than ${this.limits.opcodes} opcodes`)
    return this.cursor.uint8()
  }

  push(item: StackItem): void {
    this.#stack.push(item)
    this.#boundStack()
  }

  /** Pushes what costs memory. */
  pushObject(item: StackItem): void {
    this.#objects += 1
    demand(this.#objects <= this.limits.objects, `there are more than ${this.limits.objects} containers and dates`)
    this.push(item)
  }

  mark(): void {
    this.#marks.push(this.#stack.length)
    this.#boundStack()
  }

  #boundStack(): void {
    const depth = this.#stack.length + this.#marks.length
    demand(depth <= this.limits.stack, `the stack holds more than ${this.limits.stack} values`)
  }

  /** The top of the stack, which stays. Throws `PickleRefused` where there is nothing, or nothing above the last mark. */
  peek(): StackItem {
    const top = this.#stack.at(-1)
    if (top === undefined || this.#stack.length <= (this.#marks.at(-1) ?? 0)) {
      throw new PickleRefused('the stack has no value for the opcode')
    }
    return top
  }

  pop(): StackItem {
    const top = this.peek()
    this.#stack.pop()
    return top
  }

  popValue(): StackValue {
    return valueOf(this.pop())
  }

  /** The last `count` values, in the order in which they were pushed. */
  popValues(count: number): PythonValue[] {
    return Array.from({ length: count }, () => this.popValue()).toReversed()
  }

  /** Everything above the last mark, and the mark. */
  popToMark(): PythonValue[] {
    const start = this.#marks.pop()
    demand(start !== undefined, 'the stack has no mark for the opcode')
    return this.#stack.splice(start).map(valueOf)
  }

  memoize(index: number = this.#memo.size): void {
    this.#memo.set(index, this.peek())
    demand(this.#memo.size <= this.limits.memo, `the memo holds more than ${this.limits.memo} values`)
  }

  recall(index: number): void {
    const item = this.#memo.get(index)
    demand(item !== undefined, `the memo has no value ${index}`)
    this.push(item)
  }

  /** The one value that is left at the end. */
  result(): PythonValue {
    const value = this.popValue()
    demand(this.#stack.length + this.#marks.length === 0, 'values are left on the stack at the end')
    this.cursor.closeFrame()
    demand(this.cursor.left === 0, `${this.cursor.left} bytes follow the end of the pickle`)
    return value
  }
}
