import type { ImportedDocument, ImportedReject } from '@fyntrix/db/imported'
import { Symbol } from '@fyntrix/domain/shared'
import { readTime, toUtc } from '../rules/instants.ts'
import type { DocumentRule } from './document-rules.ts'
import { type JsonFacts, readFacts } from './json-facts.ts'
import { NotJson } from './json-scanner.ts'
import { knownBy } from './known-by.ts'
import { setAside, textOf } from './set-aside.ts'

/** An item as a row, or as what cannot be one. */
export type ReadItem = { readonly document: ImportedDocument } | { readonly reject: ImportedReject }

/** Where an item stands: its number, its bytes, and for a member its name and value. */
export interface FoundItem {
  readonly item: number
  readonly body: Uint8Array
  readonly member?: { readonly name: string; readonly value: string } | undefined
}

/** In microseconds from 1970: what every store holds exactly. */
const furthest = 8_000_000_000_000_000

/** When an item happened by the rule of its kind: never guessed from a time without a zone. */
const atOf = ({ at, epoch }: DocumentRule, { members }: JsonFacts): number | null => {
  const written = at.map((name) => members.get(name)).find((value) => value !== undefined && value !== null)
  const time = typeof written === 'string' ? readTime(written.trim()) : null
  if (time !== null && time.offset !== null) {
    const { micros } = toUtc(time, 'utc')
    return Math.abs(micros) < furthest ? micros : null
  }
  const seconds = epoch && epoch.pattern.exec(String(members.get(epoch.member)))?.[1]
  return seconds === undefined ? null : Number(seconds) * 1_000_000
}

/** Reads an item by the rule of its kind. What cannot be one is set aside whole, with the reason. */
export const readItem = (rule: DocumentRule, { item, body, member }: FoundItem): ReadItem => {
  const rejected = (reason: string, detail: string, known: string | null = null): ReadItem => ({
    reject: setAside(item, reason, detail, body, known),
  })
  const text = textOf(body)
  if (text === null) return rejected('not-utf8', 'the text is no UTF-8')
  let facts: JsonFacts
  try {
    facts = readFacts(member?.value ?? text)
  } catch (error) {
    if (error instanceof NotJson) return rejected('no-json', error.message)
    throw error
  }
  const known = knownBy(rule, facts.members, member?.name)
  if (member === undefined && !facts.isObject)
    return rejected('no-object', 'an item is an object, and this is none', known)
  const symbol = facts.members.get('symbol') ?? (rule.namedBySymbol ? member?.name : undefined) ?? null
  const valid = symbol === null ? null : (Symbol.safeParse(symbol).data ?? false)
  if (valid === false) return rejected('no-symbol', `symbol holds ${JSON.stringify(symbol)}, which is no symbol`, known)
  const suspect = [facts.notFinite ? 'not-finite' : '', rule.madeUp?.test(text) ? 'made-up' : ''].filter(Boolean)
  return {
    document: {
      item,
      knownBy: known,
      kind: rule.kind,
      symbol: valid,
      at: atOf(rule, facts),
      suspect: suspect.length === 0 ? null : suspect.join(' '),
      body,
    },
  }
}
