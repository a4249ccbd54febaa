import { z } from 'zod'
import { JsonValue } from '../shared/index.ts'

/** An instant in UTC with microseconds, as `2026-01-09T14:26:26.097643Z`. */
export const Time = z.iso.datetime().nullable()

/**
 * What every imported row has. A field is null where the legacy system had nothing, or where it had what no number of JSON is: then `notNumbers` has it as text,
 * by field (`NaN`, `Infinity`, `-Infinity`, a whole number beyond 2⁵³).
 */
export const imported = {
  /** The natural key in the legacy system, or the place of the row where it had none. */
  externalId: z.string(),
  lane: z.literal('imported'),
  /** Codes of what speaks against its numbers; empty where nothing is known to. */
  suspect: z.array(z.string()),
  /** Cells that were altered, or that have no field here, as they were: by legacy column, each under the class by which it was stored. */
  original: z.record(z.string(), JsonValue).nullable(),
  notNumbers: z.record(z.string(), z.string()),
}
