import { applyEdits, type JSONPath, modify, parseTree, visit } from 'jsonc-parser'
import { type JsonSettings, jsonSettings } from './json-settings.ts'
import type { Addition } from './map-variables.ts'
import { hidden, printable, shownValue } from './redact.ts'

/** The text with variables added at the end of its places, each laid out as the item before it. What it held is kept to the letter. */
export const withEntries = (text: string, added: readonly (readonly [JsonSettings, readonly Addition[]])[]): string =>
  added.toReversed().reduce((changed, [{ form, last }, additions]) => {
    const end = last.offset + last.length
    const gap = /\s*$/.exec(changed.slice(0, last.offset))?.[0] ?? ''
    const items = additions.map(({ variable, value }) => {
      const [name, content] = [JSON.stringify(variable), JSON.stringify(value)]
      return `,${gap}${form === 'list' ? `{ "name": ${name}, "value": ${content} }` : `${name}: ${content}`}`
    })
    return changed.slice(0, end) + items.join('') + changed.slice(end)
  }, text)

/** The same by the library's own means, which lays out anew what is near. Another way to the same values. */
export const modified = (text: string, added: readonly (readonly [JsonSettings, readonly Addition[]])[]): string =>
  added
    .flatMap(([{ path, form, entries }, additions]) =>
      additions.map(({ variable, value }, index): readonly [JSONPath, unknown] =>
        form === 'list' ? [[...path, entries.length + index], { name: variable, value }] : [[...path, variable], value],
      ),
    )
    .reduce(
      (changed, [path, value]) => applyEdits(changed, modify(changed, [...path], value, { isArrayInsertion: true })),
      text,
    )

/** The text as it may be shown: names as they are, values where they are harmless. */
export const shownJson = (text: string): string => {
  const tree = parseTree(text)
  if (tree === undefined) return hidden
  const entries = new Map(
    jsonSettings(tree).flatMap((settings) => settings.entries.map((entry) => [entry.node.offset, entry] as const)),
  )
  const names = new Set(jsonSettings(tree).flatMap((settings) => settings.entries.map(({ variable }) => variable)))
  let shown = ''
  let end = 0
  visit(text, {
    onLiteralValue: (value: unknown, offset, length) => {
      const entry = entries.get(offset)
      const kept = typeof value !== 'string' ? entry === undefined : entry === undefined && names.has(value)
      shown += text.slice(end, offset)
      shown += kept
        ? text.slice(offset, offset + length)
        : JSON.stringify(entry?.value ? shownValue(entry.variable, entry.value) : hidden)
      end = offset + length
    },
  })
  return (shown + text.slice(end))
    .split(/\r\n|\n|\r/)
    .map(printable)
    .join('\n')
}
