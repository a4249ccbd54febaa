import { IndicatorValues, Instrument } from '@fyntrix/domain/cache'
import { CandleInterval } from '@fyntrix/domain/candles'
import { SessionDate, Symbol } from '@fyntrix/domain/shared'
import type { UnifiedValues } from '@fyntrix/services/cache'
import { z } from 'zod'
import type { FrameEnvelope, readEnvelope } from '../pickle/index.ts'
import { type Bars, readBars } from './bars.ts'
import type { LegacyIdentity } from './identity.ts'
import { datetimeText, type LegacyArgument, type LegacyDatetime } from './legacy-key.ts'
import { quoteOf } from './live-quote.ts'
import { plainJson } from './plain-json.ts'
import { type UnifiedPut, unifiedPut } from './unified-put.ts'

/** A decoded value, as the legacy manager enveloped it. */
export type Content = Exclude<ReturnType<typeof readEnvelope>, { readonly kind: 'refused' }>

/** What a value is here, or why it is nothing. */
export type Converted = { readonly put: UnifiedPut; readonly reason?: undefined } | { readonly reason: string }

interface Inputs {
  readonly parts: LegacyIdentity['parts']
  readonly content: Content
  readonly origin: string
  /** What the legacy system keeps under a second key, of `enhanced_data`. */
  readonly beside: Content | undefined
}

const Series = z.object({ symbol: Symbol, exchange: z.string().min(1), interval: CandleInterval })
const Windowed = Series.extend({ period: z.int().min(1) })
const Stock = Series.omit({ interval: true })
const Sector = z.object({ sector: z.string().min(1), period: z.int().min(1) })

const problem = ({ issues: [issue] }: z.ZodError, what: string): { readonly reason: string } => ({
  reason: `${what}: $${issue === undefined ? '' : `${['', ...issue.path].join('.')} ${issue.message}`}`,
})

/** Parses the parts, then makes of them what is asked for. */
const placed = <P>(schema: z.ZodType<P>, parts: LegacyIdentity['parts'], make: (parts: P) => Converted): Converted => {
  const parsed = schema.safeParse(parts)
  return parsed.success ? make(parsed.data) : problem(parsed.error, 'our cache has no such identity')
}

/** The JSON of a plain value in a form that a schema knows. */
const json = <V>(schema: z.ZodType<V>, content: Content, make: (value: V) => UnifiedPut): Converted => {
  if (content.kind !== 'plain') return { reason: `a ${content.kind} is in it, where plain values are expected` }
  const plain = plainJson(content.value)
  if (plain.reason !== undefined) return plain
  const parsed = schema.safeParse(plain.value)
  return parsed.success ? { put: make(parsed.data) } : problem(parsed.error, 'it has another form than ours')
}

const bars = ({ content, origin }: Inputs, make: (bars: Bars) => UnifiedPut, found?: string): Converted => {
  if (content.kind !== 'frame') return { reason: `a ${content.kind} value is in it, where a frame of bars is expected` }
  const read = readBars(content, { migrated_from: origin, ...(found !== undefined && { found }) })
  return read.reason === undefined ? { put: make(read.bars) } : read
}

/** Bars with what was found about them, which the legacy reader wants both. */
const enhanced = (inputs: Inputs, make: (bars: Bars) => UnifiedPut): Converted => {
  if (inputs.beside?.kind !== 'plain') return { reason: 'its enhanced_metadata is gone, without which it is no value' }
  const found = plainJson(inputs.beside.value)
  return found.reason === undefined
    ? bars(inputs, make, JSON.stringify(found.value))
    : { reason: `its enhanced_metadata: ${found.reason}` }
}

const isDate = (value: LegacyArgument | undefined): value is LegacyDatetime =>
  typeof value === 'object' && value !== null && 'kind' in value

const window = (inputs: Inputs): Converted => {
  const { from_date: from, to_date: to, ...parts } = inputs.parts
  if (!isDate(from) || !isDate(to)) return { reason: 'the ends of its window are no dates' }
  const midnight = from.hour === 0 && from.minute === 0 && from.second === 0 && from.microsecond === 0
  if (!midnight)
    return {
      reason: `its window begins at ${datetimeText(from)}, within a day: under our date it would lack a part of that day`,
    }
  const [fromDate, toDate] = [from, to].map((date) => SessionDate.parse(datetimeText(date).slice(0, 10)))
  if (fromDate === undefined || toDate === undefined) return { reason: 'the ends of its window are no dates' }
  return placed(Series, parts, (series) =>
    bars(inputs, (value) => unifiedPut({ type: 'historical_data', ...series, from: fromDate, to: toDate }, value)),
  )
}

/** The six columns that our list of instruments has, by the names of the Zerodha API. */
const instrumentColumns = {
  symbol: 'tradingsymbol',
  token: 'instrument_token',
  name: 'name',
  segment: 'segment',
  lotSize: 'lot_size',
  tickSize: 'tick_size',
} as const

const instruments = (frame: FrameEnvelope): Converted => {
  const column = (name: string) => frame.columns.find((each) => each.name === name)?.values
  const exchanges = new Set(column('exchange'))
  const [exchange] = exchanges
  if (exchanges.size !== 1 || typeof exchange !== 'string') return { reason: 'its rows are not of one exchange' }
  const rows = Array.from({ length: frame.rows }, (_, row) =>
    Object.fromEntries(Object.entries(instrumentColumns).map(([ours, theirs]) => [ours, column(theirs)?.[row]])),
  )
  const parsed = z.array(Instrument).safeParse(rows)
  if (!parsed.success) return problem(parsed.error, 'it has another form than ours')
  return { put: unifiedPut({ type: 'instruments', exchange }, parsed.data) }
}

const facts = z.record(z.string(), z.json())
const patterns: z.ZodType<UnifiedValues['patterns']> = z.array(facts)

const converters: Readonly<Record<string, (inputs: Inputs) => Converted>> = {
  historical_data: window,
  stock_data: (inputs) =>
    placed(Windowed, inputs.parts, (of) => bars(inputs, (value) => unifiedPut({ type: 'stock_data', ...of }, value))),
  enhanced_data: (inputs) =>
    placed(Windowed, inputs.parts, (of) =>
      enhanced(inputs, (value) => unifiedPut({ type: 'enhanced_data', ...of }, value)),
    ),
  indicators: ({ parts, content }) =>
    placed(Series, parts, (of) =>
      json(IndicatorValues, content, (value) => unifiedPut({ type: 'indicators', ...of }, value)),
    ),
  patterns: ({ parts, content }) =>
    placed(Series, parts, (of) => json(patterns, content, (value) => unifiedPut({ type: 'patterns', ...of }, value))),
  sector_data: ({ parts, content }) =>
    placed(Sector, parts, (of) => json(facts, content, (value) => unifiedPut({ type: 'sector_data', ...of }, value))),
  instruments: ({ content }) =>
    content.kind === 'frame'
      ? instruments(content)
      : { reason: `a ${content.kind} value is in it, where a frame is expected` },
  live_data: ({ parts, content }) =>
    placed(Stock, parts, (of) => {
      const quote = quoteOf(content)
      return quote.reason === undefined ? { put: unifiedPut({ type: 'live_data', ...of }, quote.quote) } : quote
    }),
}

/** Makes a value of ours of a decoded one whose identity is proven. Nothing is made up, and nothing is lost: what has no place here is told. */
export const convert = ({ type, parts }: LegacyIdentity, given: Omit<Inputs, 'parts'>): Converted =>
  converters[type]?.({ parts, ...given }) ?? { reason: `our cache has no type ${type}` }
