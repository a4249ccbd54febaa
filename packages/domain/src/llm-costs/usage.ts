import { z } from 'zod'

/**
 * What a call can be charged for. The parts are disjoint: no token is in two of them, and those of one direction add up to the provider's total.
 * Tokens, except `audioMs` (milliseconds, so that it is whole), pages, messages, searches and requests.
 */
export const usageUnits = [
  'input',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'inputAudio',
  'cacheReadAudio',
  'inputImage',
  'cacheReadImage',
  'inputVideo',
  'output',
  'reasoning',
  'outputAudio',
  'outputImage',
  'outputVideo',
  'citations',
  'audioMs',
  'pages',
  'annotatedPages',
  'messages',
  'webSearches',
  'storageSearches',
  'requests',
] as const
export const UsageUnit = z.enum(usageUnits)
export type UsageUnit = z.infer<typeof UsageUnit>

/** Units that are input tokens: `input` is text that no cache had. */
export const inputUnits = [
  'input',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'inputAudio',
  'cacheReadAudio',
  'inputImage',
  'cacheReadImage',
  'inputVideo',
] as const satisfies readonly UsageUnit[]

/** Units that are output tokens: `output` is text that is neither reasoning nor citation. */
export const outputUnits = [
  'output',
  'reasoning',
  'outputAudio',
  'outputImage',
  'outputVideo',
  'citations',
] as const satisfies readonly UsageUnit[]

/** How much of each unit a call used; what is absent is none. */
export const Usage = z.partialRecord(UsageUnit, z.int().nonnegative())
export type Usage = z.infer<typeof Usage>
