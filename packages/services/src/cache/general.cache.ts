import { defineKey } from '@fyntrix/cache'
import { memoryName } from '../memory/memory.cache.ts'

export const generalName = 'general'

export const generalDefinition = {
  pattern: 'fyntrix:general:{key}',
  description: 'anything that a caller can compute again; a copy under …:persist outlives it by a day at most',
  fresh: '1m, or what the caller says; market hours where it asks for them',
} as const

/** Families whose last parameter keeps its colons. */
export const openEnded: readonly string[] = [generalName, memoryName]

/** The keys of the general cache. A key that would end in `:persist` is refused, so that no value is taken for the copy of another. */
export const generalKeys = (prefix: string) => {
  const key = defineKey(generalDefinition.pattern, prefix, { openEnd: true })
  return {
    /** Throws `RangeError`. */
    of: (name: string): readonly [key: string, copy: string] => {
      const own = key.of({ key: name })
      return [own, `${own}:persist`]
    },
  }
}
