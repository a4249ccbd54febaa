import type { PickleLimits } from './limits.ts'
import type { PythonDict, PythonList, PythonSet, PythonTuple, PythonValue } from './python-value.ts'
import { demand } from './refusal.ts'

type Container = PythonList | PythonTuple | PythonSet | PythonDict

const isContainer = (value: PythonValue): value is Container =>
  typeof value === 'object' &&
  value !== null &&
  (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set' || value.kind === 'dict')

const childrenOf = (container: Container): Iterator<PythonValue> =>
  container.kind === 'dict'
    ? [...container.entries.keys(), ...container.entries.values()].values()
    : container.items.values()

const leafSize = (value: PythonValue): number => {
  if (typeof value === 'string') return 1 + value.length
  return typeof value === 'object' && value?.kind === 'bytes' ? 1 + value.bytes.length : 1
}

/** Written-out size and number of containers within one another. */
interface Extent {
  readonly size: number
  readonly height: number
}

interface Visit {
  readonly container: Container
  readonly children: Iterator<PythonValue>
  size: number
  height: number
}

/**
 * Proves that a value is a tree of at most so many levels and of at most that size when it is written out, so that whoever walks it
 * by recursion comes to an end. Throws `PickleRefused` otherwise: for a value that holds itself, for a deep one, for a few bytes that stand for a
 * huge tree. Takes time in proportion to the distinct containers, and no recursion itself.
 */
export const checkExtent = (root: PythonValue, { size: largest, depth }: PickleLimits): void => {
  const done = new Map<Container, Extent>()
  const open = new Set<Container>()
  const path: Visit[] = []

  const enter = (container: Container): void => {
    demand(!open.has(container), 'a value holds itself: export it with Python', 'E')
    demand(path.length < depth, `more than ${depth} containers lie within one another`)
    open.add(container)
    path.push({ container, children: childrenOf(container), size: 1, height: 1 })
  }
  const add = (visit: Visit, { size, height }: Extent): void => {
    visit.size += size
    visit.height = Math.max(visit.height, 1 + height)
    demand(visit.size <= largest, `the value is larger than ${largest} when it is written out`)
    demand(path.length + height <= depth, `more than ${depth} containers lie within one another`)
  }

  if (isContainer(root)) enter(root)
  for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
    const { done: ended, value } = visit.children.next()
    if (ended === true) {
      path.pop()
      open.delete(visit.container)
      done.set(visit.container, visit)
      const parent = path.at(-1)
      if (parent !== undefined) add(parent, visit)
    } else if (isContainer(value)) {
      const known = done.get(value)
      if (known === undefined) enter(value)
      else add(visit, known)
    } else add(visit, { size: leafSize(value), height: 0 })
  }
}
