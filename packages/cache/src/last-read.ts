import { deepFreeze } from './values/json-tree.ts'

const mostKeys = 64
const longestText = 262_144

interface Read<T> {
  readonly text: string
  readonly value: T
}

/**
 * Remembers what was made of the text that a key held last, so that a text that is read again is not parsed again: comparing it costs little beside that. Keeps
 * 64 keys, those read last, with texts of at most 256 Ki characters. What it gives is deeply frozen, since all readers share it.
 */
export const createLastRead = <T>(parse: (key: string, text: string) => T): ((key: string, text: string) => T) => {
  const reads = new Map<string, Read<T>>()
  return (key, text) => {
    const last = reads.get(key)
    reads.delete(key)
    const read = last?.text === text ? last : { text, value: deepFreeze(parse(key, text)) }
    if (text.length <= longestText) reads.set(key, read)
    const oldest = reads.keys().next()
    if (reads.size > mostKeys && !oldest.done) reads.delete(oldest.value)
    return read.value
  }
}
