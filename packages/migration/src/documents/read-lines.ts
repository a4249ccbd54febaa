import type { DocumentRule } from './document-rules.ts'
import { beforeAll, type ItemStretch, StretchBuilder } from './item-stretches.ts'
import { type Line, type LineSpan, linesOf, longestLine } from './lines.ts'
import { type ReadItem, readItem } from './read-item.ts'
import { setAside } from './set-aside.ts'

const mark = Buffer.from([0xef, 0xbb, 0xbf])
const [carriageReturn, blank, tab] = [0x0d, 0x20, 0x09]

/** A line without what Windows ends it with, and the first without its mark of byte order. */
const bare = (bytes: Uint8Array, isFirst: boolean): Uint8Array => {
  const to = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length
  const marked = isFirst && bytes.length >= mark.length && mark.equals(bytes.subarray(0, mark.length))
  return bytes.subarray(marked ? mark.length : 0, to)
}

const isBlank = (bytes: Uint8Array): boolean =>
  bytes.every((byte) => byte === blank || byte === tab || byte === carriageReturn)

const tornOr = (read: ReadItem, { ended }: Line): ReadItem =>
  !ended && 'reject' in read && read.reject.reason === 'no-json'
    ? {
        reject: {
          ...read.reject,
          reason: 'torn-line',
          detail: `the last line, amid being written: ${read.reject.detail}`,
        },
      }
    : read

/** A line as an item; null where nothing stands in it. */
const itemOf = (rule: DocumentRule, line: Line): ReadItem | null => {
  const { number: item, start, bytes } = line
  if (!(bytes instanceof Uint8Array)) {
    const detail = `${bytes.bytes} bytes from byte ${start}, where ${longestLine} are read: they are in the copy of the file`
    return { reject: setAside(item, 'too-long', detail, bytes) }
  }
  const body = bare(bytes, start === 0)
  return isBlank(body) ? null : tornOr(readItem(rule, { item, body }), line)
}

/**
 * The items of a file of lines, stretch by stretch. The last stretch is of all items that follow, where the span has no end. A last line without an end is read, and where reading may go on is before it.
 */
export async function* stretchesOfLines(
  rule: DocumentRule,
  file: string,
  span: LineSpan,
): AsyncGenerator<ItemStretch, void> {
  const { from, upTo } = span
  const builder = new StretchBuilder(from.items === 0 ? beforeAll : from.items, from)
  let end = from
  for await (const lines of linesOf(file, span))
    for (const line of lines) {
      const read = itemOf(rule, line)
      if (read !== null) builder.add(read)
      if (line.ended) end = { bytes: line.end, items: line.number }
      builder.reached(line.number, end)
      if (builder.full) yield builder.take()
    }
  yield builder.take(upTo === null ? null : undefined)
}
