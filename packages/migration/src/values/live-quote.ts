import type { LiveQuote } from '@fyntrix/domain/cache'
import type { PythonKey, PythonValue } from '../pickle/index.ts'
import type { Content } from './convert.ts'
import { instantIn } from './instants.ts'

type ReadQuote = { readonly quote: LiveQuote; readonly reason?: undefined } | { readonly reason: string }
type Entries = ReadonlyMap<PythonKey, PythonValue>

class NoQuote extends Error {}

/** A number, or null where there is none; what is something else is never taken for none. */
const numberAt = (entries: Entries, name: string): number | null => {
  const value = entries.get(name) ?? null
  const plain = typeof value === 'object' && value?.kind === 'numpy' ? value.value : value
  if (plain === null) return null
  if (typeof plain === 'number' && Number.isFinite(plain)) return plain
  throw new NoQuote(`${name} is no number that JSON has`)
}

const dayNames = ['open', 'high', 'low', 'close'] as const
const known = new Set<PythonKey>(['instrument_token', 'last_price', 'timestamp', 'ohlc', 'volume'])

const namesOf = (keys: readonly PythonKey[]): string =>
  keys.map((key) => (typeof key === 'string' ? JSON.stringify(key) : 'a key that is no text')).join(', ')

const unknownIn = (entries: Entries, names: ReadonlySet<PythonKey>): void => {
  const extra = [...entries.keys()].filter((key) => !names.has(key))
  if (extra.length > 0) throw new NoQuote(`the quote has ${namesOf(extra)} too, which ours has no place for`)
}

const readQuote = (entries: Entries): LiveQuote => {
  unknownIn(entries, known)
  const price = numberAt(entries, 'last_price')
  if (price === null) throw new NoQuote('last_price is missing: what is missing is not made up')
  const at = instantIn(entries.get('timestamp') ?? null)
  if (at.reason !== undefined) throw new NoQuote(`timestamp ${at.reason}`)
  const ohlc = entries.get('ohlc') ?? null
  if (ohlc !== null && (typeof ohlc !== 'object' || ohlc.kind !== 'dict')) throw new NoQuote('ohlc is no dict')
  const day: Entries = ohlc === null ? new Map() : ohlc.entries
  unknownIn(day, new Set<PythonKey>(dayNames))
  const [open = null, high = null, low = null, previousClose = null] = dayNames.map((name) => numberAt(day, name))
  const volume = numberAt(entries, 'volume')
  return { price, open, high, low, previousClose, volume, at: new Date(at.ms).toISOString() }
}

/** A quote as the Zerodha API words it: `last_price`, `timestamp`, `volume` and `ohlc`, whose close is that of the day before. What else it tells has no place here. */
export const quoteOf = (content: Content): ReadQuote => {
  if (content.kind !== 'plain') return { reason: `a ${content.kind} is in it, where a quote is expected` }
  const { value } = content
  if (typeof value !== 'object' || value?.kind !== 'dict') return { reason: 'it is no quote' }
  try {
    return { quote: readQuote(value.entries) }
  } catch (error) {
    if (error instanceof NoQuote) return { reason: error.message }
    throw error
  }
}
