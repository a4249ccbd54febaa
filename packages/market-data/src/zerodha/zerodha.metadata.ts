import { istDay, istOffsetMs } from '@fyntrix/calendar'
import { CandleInterval } from '@fyntrix/domain/candles'
import { DomainError, Symbol } from '@fyntrix/domain/shared'

/** Name of the file that tells what the others hold. */
export const metadataFile = 'cache_metadata.json'

/** What the metadata say about one file. Instants are epoch milliseconds UTC. */
export interface CachedWindow {
  /** Name of the CSV file: the entry's key and `.csv`. */
  readonly file: string
  readonly symbol: string
  readonly interval: CandleInterval
  /** Start of the window that was asked for. */
  readonly from: number
  /** When the answer was stored; of a recovered file the last millisecond of the date on which its window ends. */
  readonly cachedAt: number
  /** IST dates of the window, days since 1970-01-01, as the file's name hashes them; `to` is NaN where the metadata have none. */
  readonly days: { readonly from: number; readonly to: number }
  /** True where the file's name alone told what it holds: then only the dates of the window are known, and not the hour of caching. */
  readonly recovered: boolean
}

/** An entry that cannot be used, and why. */
export interface BrokenEntry {
  readonly file: string
  readonly detail: string
}

/** The usable and the broken entries of the metadata. Throws `invalid-input` if the text is no JSON object. */
export const readMetadata = (
  text: string,
): { readonly windows: readonly CachedWindow[]; readonly broken: readonly BrokenEntry[] } => {
  const windows: CachedWindow[] = []
  const broken: BrokenEntry[] = []
  for (const [key, entry] of Object.entries(parseObject(text))) {
    const window = readEntry(`${key}.csv`, entry)
    if (typeof window === 'string') broken.push({ file: `${key}.csv`, detail: window })
    else windows.push(window)
  }
  return { windows, broken }
}

const parseObject = (text: string): object => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new DomainError('invalid-input', `${metadataFile} is not JSON: restore it or remove it`, { cause })
  }
  if (isObject(value)) return value
  throw new DomainError('invalid-input', `${metadataFile} must hold one object with an entry for each file`)
}

/** The window, or what is wrong with the entry. */
const readEntry = (file: string, entry: unknown): CachedWindow | string => {
  if (!isObject(entry)) return 'the metadata entry is not an object'
  const field = (name: string): unknown => Reflect.get(entry, name)
  const symbol = Symbol.safeParse(field('symbol'))
  const interval = CandleInterval.safeParse(field('interval'))
  const from = naiveIst(field('from_date'))
  const cachedAt = naiveIst(field('cached_at'))
  if (field('exchange') !== 'NSE') return `the metadata name the exchange ${String(field('exchange'))}, not NSE`
  if (!symbol.success) return 'the metadata name no symbol'
  if (!interval.success) return `the metadata name the interval ${String(field('interval'))}, which is not stored`
  if (Number.isNaN(from)) return 'the metadata have no readable from_date'
  if (Number.isNaN(cachedAt)) return 'the metadata have no readable cached_at'
  const days = { from: istDay(from), to: istDay(naiveIst(field('to_date'))) }
  return { file, symbol: symbol.data, interval: interval.data, from, cachedAt, days, recovered: false }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const naive = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?$/

/** A time without zone as the host's clock showed it, which was IST, as epoch ms (fractions cut off); else NaN. */
const naiveIst = (value: unknown): number =>
  typeof value === 'string' && naive.test(value) ? Date.parse(`${value.slice(0, 23)}Z`) - istOffsetMs : Number.NaN
