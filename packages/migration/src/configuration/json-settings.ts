import type { JSONPath, Node } from 'jsonc-parser'

/** A place of a JSON file that holds variables: a list of `{ "name", "value" }`, as Amazon ECS has them, or an object of names and values. */
export interface JsonSettings {
  readonly path: JSONPath
  readonly form: 'list' | 'object'
  /** The last of its items or members. */
  readonly last: Node
  readonly entries: readonly JsonEntry[]
}

/** A variable, and where its value stands in the text. */
export interface JsonEntry {
  readonly variable: string
  /** Null for null, and for what a store of secrets supplies. */
  readonly value: string | null
  readonly node: Node
}

/** A member of an object; the last of several of one name counts, as for JSON.parse. */
const member = (object: Node, name: string): Node | undefined =>
  object.children?.findLast((property) => property.children?.[0]?.value === name)?.children?.[1]

const textOf = (node: Node | undefined): string | null => {
  const value: unknown = node?.value
  return typeof value === 'string' ? value : null
}

const valueOf = (node: Node | undefined): string | null =>
  node !== undefined && ['string', 'number', 'boolean'].includes(node.type) ? String(node.value) : null

const listEntries = (list: Node): JsonEntry[] | null => {
  const entries: JsonEntry[] = []
  for (const item of list.children ?? []) {
    const variable = item.type === 'object' ? textOf(member(item, 'name')) : null
    const node = member(item, 'value') ?? member(item, 'valueFrom')
    if (variable === null || node === undefined) return null
    entries.push({ variable, value: valueOf(member(item, 'value')), node })
  }
  return entries.length === 0 ? null : entries
}

const objectEntries = (object: Node): JsonEntry[] | null => {
  const entries: JsonEntry[] = []
  for (const { children } of object.children ?? []) {
    const [name, node] = children ?? []
    const variable = textOf(name)
    if (variable === null || node === undefined || node.type === 'object' || node.type === 'array') return null
    entries.push({ variable, value: valueOf(node), node })
  }
  return entries.length === 0 ? null : entries
}

/** The places of a JSON file that hold variables. An object counts where it is the whole file or is called `environment`. */
export const jsonSettings = (node: Node, path: JSONPath = []): JsonSettings[] => {
  const mayBeObject = path.length === 0 || path.at(-1) === 'environment'
  const list = node.type === 'array' ? listEntries(node) : null
  const object = node.type === 'object' && mayBeObject ? objectEntries(node) : null
  const entries = list ?? object
  const last = node.children?.at(-1)
  if (entries !== null && last !== undefined) return [{ path, form: list === null ? 'object' : 'list', last, entries }]
  if (node.type === 'array')
    return (node.children ?? []).flatMap((child, index) => jsonSettings(child, [...path, index]))
  // the last of several members of one name counts, as for JSON.parse
  const members = new Map((node.children ?? []).map(({ children }) => [textOf(children?.[0]), children?.[1]]))
  return [...members].flatMap(([key, value]) =>
    key === null || value === undefined ? [] : jsonSettings(value, [...path, key]),
  )
}
