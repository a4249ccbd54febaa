/** What has happened and was not forgotten, and what will. */
export interface Happenings<T> {
  add(one: T): void
  /** The first that is of a kind, of those remembered or still to come. Rejects when none has come after `patienceMs`. */
  first<S extends T>(is: (one: T) => one is S, what: string): Promise<S>
  has(is: (one: T) => boolean): boolean
  all(): readonly T[]
  forget(is: (one: T) => boolean): void
}

/** Longer than a machine is busy; what has not happened by then never will. */
const patienceMs = 120_000

export const createHappenings = <T>(): Happenings<T> => {
  let remembered: T[] = []
  const waiting = new Set<(one: T) => void>()
  return {
    add(one) {
      remembered.push(one)
      for (const hear of waiting) hear(one)
    },
    first<S extends T>(is: (one: T) => one is S, what: string): Promise<S> {
      const found = remembered.find(is)
      if (found !== undefined) return Promise.resolve(found)
      const { promise, resolve, reject } = Promise.withResolvers<S>()
      const hear = (one: T) => {
        if (is(one)) resolve(one)
      }
      const timer = setTimeout(
        () => reject(new Error(`${what} has not come after ${patienceMs / 1_000} s`)),
        patienceMs,
      )
      waiting.add(hear)
      return promise.finally(() => {
        clearTimeout(timer)
        waiting.delete(hear)
      })
    },
    has: (is) => remembered.some(is),
    all: () => remembered,
    forget(is) {
      remembered = remembered.filter((one) => !is(one))
    },
  }
}
