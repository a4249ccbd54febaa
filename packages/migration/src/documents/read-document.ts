import { readFileSync, statSync } from 'node:fs'
import { sha256Of } from '../files/keep-file.ts'
import { reasonTooLarge } from '../files/too-large.ts'
import type { DocumentRule } from './document-rules.ts'
import { findItems } from './find-items.ts'
import { beforeAll, beginning, type ItemStretch, StretchBuilder, wholeFile } from './item-stretches.ts'
import { NotJson } from './json-scanner.ts'
import { type ReadItem, readItem } from './read-item.ts'
import { markSame } from './same-members.ts'
import { setAside, textOf } from './set-aside.ts'

/** The largest file of JSON that is held, and read. */
const largest = 64 * 1024 * 1024

const without = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text)

/** The items of a file of JSON; or one that is the whole file, set aside. */
const itemsIn = (rule: DocumentRule, bytes: Uint8Array): readonly ReadItem[] => {
  const rejected = (reason: string, detail: string) => [{ reject: setAside(wholeFile, reason, detail, bytes) }]
  const text = textOf(bytes)
  if (text === null) return rejected('not-utf8', 'the text is no UTF-8')
  try {
    const found = findItems(rule, without(text))
    if (found === null) return rejected('no-items', `no ${rule.kind} stands in it where one is looked for`)
    const read = found.map((item) => readItem(rule, item))
    return rule.distinct ? markSame(found, read) : read
  } catch (error) {
    if (error instanceof NotJson) return rejected('no-json', error.message)
    throw error
  }
}

const readOf = async (rule: DocumentRule, file: string, bytes: number): Promise<readonly ReadItem[]> => {
  if (bytes <= largest) return itemsIn(rule, readFileSync(file))
  const sha256 = await sha256Of(file)
  return [{ reject: setAside(wholeFile, 'too-large', reasonTooLarge(bytes), { bytes, sha256 }) }]
}

/** The items of a file of JSON, stretch by stretch; the last is of all items that follow. A file that is no JSON is one item, set aside. */
export async function* stretchesOfDocument(rule: DocumentRule, file: string): AsyncGenerator<ItemStretch, void> {
  const { size: bytes } = statSync(file)
  const builder = new StretchBuilder(beforeAll, beginning)
  for (const read of await readOf(rule, file, bytes)) {
    const last = 'document' in read ? read.document.item : Number(read.reject.row)
    builder.add(read)
    builder.reached(last, { bytes, items: last + 1 })
    if (builder.full) yield builder.take()
  }
  yield builder.take(null)
}
