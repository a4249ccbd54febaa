import type { DocumentRule } from './document-rules.ts'
import { type JsonPart, JsonScanner } from './json-scanner.ts'
import type { FoundItem } from './read-item.ts'

const opens = (text: string, { from }: JsonPart): string => text[from] ?? ''

/** The list or object that the items lie in; undefined where there is none. */
const containerOf = (
  { layout, under }: DocumentRule,
  text: string,
  scanner: JsonScanner,
  whole: JsonPart,
): JsonPart | undefined => {
  if (opens(text, whole) === '[') return whole
  const inside = [...scanner.parts(whole)]
  const [held] = under.flatMap(
    (name) => inside.findLast((part) => part.name === name && '[{'.includes(opens(text, part))) ?? [],
  )
  if (held !== undefined) return held
  return layout === 'members' && opens(text, whole) === '{' ? whole : undefined
}

/** A part as it is written; a member in braces of its own, so that its name stays with it. */
const found = (text: string, { name, begins, from, to }: JsonPart, item: number): FoundItem =>
  name === null
    ? { item, body: Buffer.from(text.slice(from, to)) }
    : { item, body: Buffer.from(`{${text.slice(begins, to)}}`), member: { name, value: text.slice(from, to) } }

/** The items of a file of JSON, each as it is written; null where the file has none of its kind. Throws `NotJson`. */
export const findItems = (rule: DocumentRule, text: string): readonly FoundItem[] | null => {
  const scanner = new JsonScanner(text)
  const whole = scanner.whole()
  if (rule.layout === 'whole') return [found(text, whole, 0)]
  const container = containerOf(rule, text, scanner, whole)
  if (container === undefined) return null
  const parts = [...scanner.parts(container)]
  // beside its lists and objects, an object says something about all of them
  const own = container === whole ? parts.filter((part) => '[{'.includes(opens(text, part))) : parts
  return (opens(text, container) === '[' ? parts : own).map((part, item) => found(text, part, item))
}
