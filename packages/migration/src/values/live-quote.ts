import type { LiveQuote } from '@fyntrix/domain/cache'
import type { PythonKey, PythonValue } from '../pickle/index.ts'
import type { Content } from './convert.ts'
import { instantIn } from './instants.ts'

type ReadQuote = { readonly quote: LiveQuote; readonly reason?: undefined } | { readonly reason: string }
type Entries = ReadonlyMap<PythonKey, PythonValue>

const numberAt = (entries: Entries, name: string): number | null => {
  const value = entries.get(name)
  const plain = typeof value === 'object' && value?.kind === 'numpy' ? value.value : value
  return typeof plain === 'number' && Number.isFinite(plain) ? plain : null
}

const known = new Set<PythonKey>(['instrument_token', 'last_price', 'timestamp', 'ohlc', 'volume'])

const namesOf = (keys: readonly PythonKey[]): string =>
  keys.map((key) => (typeof key === 'string' ? JSON.stringify(key) : 'a key that is no text')).join(', ')

/** A quote as the Zerodha API words it: `last_price`, `timestamp`, `volume` and `ohlc`, whose close is that of the day before. What else it tells has no place here. */
export const quoteOf = (content: Content): ReadQuote => {
  if (content.kind !== 'plain') return { reason: `a ${content.kind} is in it, where a quote is expected` }
  const { value } = content
  if (typeof value !== 'object' || value?.kind !== 'dict') return { reason: 'it is no quote' }
  const { entries } = value
  const extra = [...entries.keys()].filter((key) => !known.has(key))
  if (extra.length > 0) return { reason: `the quote has ${namesOf(extra)} too, which ours has no place for` }
  const price = numberAt(entries, 'last_price')
  if (price === null) return { reason: '$.last_price is no number: what is missing is not made up' }
  const at = instantIn(entries.get('timestamp') ?? null)
  if (at.reason !== undefined) return { reason: `$.timestamp ${at.reason}` }
  const ohlc = entries.get('ohlc')
  const day: Entries = typeof ohlc === 'object' && ohlc?.kind === 'dict' ? ohlc.entries : new Map()
  const [open, high, low, previousClose] = ['open', 'high', 'low', 'close'].map((name) => numberAt(day, name))
  const numbers = { open: open ?? null, high: high ?? null, low: low ?? null, previousClose: previousClose ?? null }
  return { quote: { price, ...numbers, volume: numberAt(entries, 'volume'), at: new Date(at.ms).toISOString() } }
}
