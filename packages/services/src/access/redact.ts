/** Names under which a secret may stand, whatever value it is. */
const secretName = /secret|password|passwd|token|credential|authorization|api_?key|private_?key/i
/** What looks like one of our keys wherever it stands. */
const keys = /fx_[0-9a-f]{8}_[A-Za-z0-9_-]{20,}/g

const longestText = 200
const longestList = 20
const deepest = 4
/** Characters that an input may have in the log. */
export const longestInput = 4_000

const shorten = (text: string): string => {
  const masked = text.replace(keys, 'fx_[masked]')
  return masked.length <= longestText ? masked : `${masked.slice(0, longestText)}… (${masked.length} characters)`
}

const redacted = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return shorten(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) return '…'
  if (Array.isArray(value)) {
    const kept = value.slice(0, longestList).map((one) => redacted(one, depth + 1))
    return value.length > longestList ? [...kept, `… (${value.length} in all)`] : kept
  }
  const fields = Object.entries(value)
  const kept = fields
    .slice(0, longestList)
    .map(([name, one]) => [shorten(name), secretName.test(name) ? '[removed]' : redacted(one, depth + 1)])
  return Object.fromEntries(fields.length > longestList ? [...kept, ['…', `${fields.length} in all`]] : kept)
}

/** An input as JSON for the audit log: without secrets, long texts, lists and depths cut, at most `longestInput` characters; null for none. */
export const redact = (input: unknown): string | null => {
  if (input === undefined) return null
  const text = JSON.stringify(redacted(input, 0)) ?? null
  // a character cut in half is no text that PostgreSQL could give back
  return text !== null && text.length > longestInput ? `${text.slice(0, longestInput).toWellFormed()}…` : text
}
