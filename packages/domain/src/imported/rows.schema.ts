import { z } from 'zod'
import { imported, Time } from './row.schema.ts'

/** As the legacy system wrote it. */
const Written = z.string().nullable()
const Text = z.string().nullable()
const Number = z.number().nullable()
const Count = z.int().nullable()

/** A run of the legacy system. Universe, mode and trigger are names of that system, universe and mode in small letters. */
export const ImportedRun = z.object({
  ...imported,
  runId: Text,
  universe: Text,
  mode: Text,
  trigger: Text,
  startedAt: Time,
  /** When it ended. */
  generatedAt: Time,
  generatedAtWritten: Written,
  totalAnalyzed: Count,
  filteredCount: Count,
  /** Picks as the run counted them, and as its payload holds them; the latter is null where that cannot be read. */
  picksCount: Count,
  payloadPicks: Count,
  elapsedSeconds: Number,
})
export type ImportedRun = z.infer<typeof ImportedRun>

/** A run with its payload: JSON as it was written, of Python, which may hold `NaN`; its times are Asia/Kolkata. */
export const ImportedRunPayload = ImportedRun.extend({ payload: Text })
export type ImportedRunPayload = z.infer<typeof ImportedRunPayload>

/** A recommendation of the legacy system. Prices in INR, returns in percent, all as that system computed them. */
export const ImportedRecommendation = z.object({
  ...imported,
  /** What speaks against its run; null where that was not imported, so that nobody knows. */
  runSuspect: z.array(z.string()).nullable(),
  symbol: Text,
  mode: Text,
  universe: Text,
  source: Text,
  recommendation: Text,
  direction: Text,
  /** When its run began. */
  generatedAt: Time,
  generatedAtWritten: Written,
  entryPrice: Number,
  stopPrice: Number,
  targetPrice: Number,
  score: Number,
  confidence: Text,
  riskProfile: Text,
  runId: Text,
  rank: Count,
  policyVersion: Text,
  /** JSON as it was written. */
  features: Text,
  evaluated: z.boolean().nullable(),
  evaluatedAt: Time,
  exitPrice: Number,
  exitAt: Time,
  exitReason: Text,
  pnlPct: Number,
  maxDrawdownPct: Number,
  alphaPct: Number,
  /** JSON as it was written. */
  labels: Text,
})
export type ImportedRecommendation = z.infer<typeof ImportedRecommendation>

/** Support and resistance of a symbol, in INR, as the legacy system had computed them last. */
export const ImportedLevels = z.object({
  ...imported,
  symbol: Text,
  scope: Text,
  p: Number,
  r1: Number,
  r2: Number,
  r3: Number,
  s1: Number,
  s2: Number,
  s3: Number,
  computedAt: Time,
  computedAtWritten: Written,
})
export type ImportedLevels = z.infer<typeof ImportedLevels>
