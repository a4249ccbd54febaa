import { z } from 'zod'
import { bool, float64, frame, instant, int32, int64, ndarray, nullable, scaled, utf8 } from '../frames.ts'
import { bytes, type Codec, json } from '../index.ts'

/** The schema version in the golden files: its two bytes differ. */
export const schemaVersion = 0x0203

const rows = 40
const each = <T>(value: (row: number) => T): T[] => Array.from({ length: rows }, (_, row) => value(row))
const flags = (absent: number): Uint8Array => Uint8Array.from(each((row) => (row % absent === 0 ? 0 : 1)))

/** Repeats itself with a period longer than any file; no library, whose numbers might change. */
const noise = (row: number): number => (row * 7_919 + 104_729) % 1_009

/** A column of each kind. */
export const goldenFrame = frame({
  ts: instant({ delta: true }),
  known_at: instant(),
  close: scaled(2),
  settle: nullable(scaled(4)),
  volume: int32(),
  turnover: int64(),
  rsi: float64(),
  beta: nullable(float64()),
  provisional: bool(),
  halted: nullable(bool()),
  symbol: utf8(),
  note: nullable(utf8()),
})

const special = [Number.NaN, -0, Number.POSITIVE_INFINITY, Number.MIN_VALUE, 0.1 + 0.2]

export const frameValue = goldenFrame.of(
  {
    ts: Float64Array.from(each((row) => Date.UTC(2026, 0, 9, 3, 45) + row * 60_000)),
    known_at: Float64Array.from(
      each((row) => (row === 0 ? -(2 ** 52) : Date.UTC(2026, 0, 9, 3, 46) + row * 60_000 + noise(row))),
    ),
    close: Float64Array.from(each((row) => (row === 0 ? -21_474_836.48 : (150_000 + noise(row) - row) / 100))),
    settle: { values: Float64Array.from(each((row) => (row % 3 === 0 ? 0 : noise(row) / 10_000))), valid: flags(3) },
    volume: Int32Array.from(each((row) => (row === 0 ? 2 ** 31 - 1 : noise(row) ** 2))),
    turnover: BigInt64Array.from(each((row) => BigInt(noise(row)) ** 6n * (row % 2 === 0 ? 1n : -1n))),
    rsi: Float64Array.from(each((row) => special[row] ?? noise(row) / 10.09)),
    beta: {
      values: Float64Array.from(each((row) => (row % 5 === 0 ? 0 : (special[row] ?? noise(row) / 1_000)))),
      valid: flags(5),
    },
    provisional: Uint8Array.from(each((row) => (row === rows - 1 ? 1 : 0))),
    halted: { values: Uint8Array.from(each((row) => (row % 2 === 0 ? 0 : noise(row) % 2))), valid: flags(2) },
    symbol: each((row) => ['RELIANCE', 'M&M', '', 'निफ्टी 50'][row % 4] ?? ''),
    note: { values: each((row) => (row % 7 === 0 ? '' : `₹${noise(row)}`)), valid: flags(7) },
  },
  { source: 'nse-daily', adjusted: 'no' },
)

const quotes = each((row) => ({
  symbol: `S${noise(row)}`,
  price: noise(row) / 100,
  at: null,
  tags: ['निफ्टी', '\ud800'],
}))

/** The file of a value in format version 1. */
export const goldenFile = (codec: string, compression: string): URL =>
  new URL(`v1-${codec}-${compression}.bin`, import.meta.url)

/** A value of each codec. */
export const goldenValues: readonly { readonly codec: Codec<unknown>; readonly value: unknown }[] = [
  { codec: json(z.unknown()), value: quotes },
  { codec: bytes(), value: Uint8Array.from(each((row) => noise(row) >> 4)) },
  { codec: goldenFrame, value: frameValue },
  {
    codec: ndarray({ dtype: 'float32' }),
    value: { shape: [2, 4, 5], data: Float32Array.from(each((row) => noise(row) / 3)) },
  },
]
