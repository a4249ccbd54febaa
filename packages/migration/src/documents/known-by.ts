import { createHash } from 'node:crypto'
import type { DocumentRule } from './document-rules.ts'

/** The longest one that is kept as it is. */
const longest = 200

/** Whether a value says what it is, and stands here as it was written: no number that lost digits. */
const tells = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER)

const valuesOf = (
  { layout, identity }: DocumentRule,
  members: ReadonlyMap<string, unknown>,
  name: string | undefined,
): readonly unknown[] | undefined => {
  if (layout === 'whole') return []
  return name === undefined ? identity?.map((member) => members.get(member)) : [name]
}

/** By what an item is the same one wherever it stands in its file; null where that is all that it says. At most 200 characters. */
export const knownBy = (
  rule: DocumentRule,
  members: ReadonlyMap<string, unknown>,
  name: string | undefined,
): string | null => {
  const values = valuesOf(rule, members, name)
  if (values === undefined || !values.every(tells)) return null
  const text = JSON.stringify(values)
  return text.length <= longest ? text : `sha256:${createHash('sha256').update(text).digest('hex')}`
}
