import { z } from 'zod'
import { Instant } from '../shared/index.ts'

const days = (least: number) => z.int().min(least).max(36_500)

/**
 * After how many days what is kept shorter or looked at again. `outboxDays` is more than the day for which a feed may be resumed; `snapshotDays` leaves the
 * newest month of what monitors saw whole.
 */
export const RetentionAges = z.object({
  /** Calls of models; months of which every day is older go into sums. */
  llmRequestDays: days(31).default(90),
  /** Runs of top picks; the files of older ones are checked. */
  runDays: days(1).default(180),
  /** A file that was checked is checked again. */
  recheckDays: days(1).default(30),
  /** Snapshots of monitors; of older exchange dates the last one of each is kept. */
  snapshotDays: days(2).default(30),
  /** Messages, from when they were published. */
  outboxDays: days(2).default(7),
})
export type RetentionAges = z.infer<typeof RetentionAges>

/** Name of a step of retention, a slug. */
export const RetentionStepName = z.string().regex(/^[a-z][a-z-]{0,63}$/)
export type RetentionStepName = z.infer<typeof RetentionStepName>

/** What a step would do: `rule` says what stays for how long, `due` counts what it would touch, in `unit`. */
export const RetentionDue = z.object({ step: RetentionStepName, rule: z.string(), unit: z.string(), due: z.int() })
export type RetentionDue = z.infer<typeof RetentionDue>

/** What retention would do as of an instant, and the ages that it goes by. */
export const RetentionPlan = z.object({ asOf: Instant, ages: RetentionAges, steps: z.array(RetentionDue) })
export type RetentionPlan = z.infer<typeof RetentionPlan>

/** At most `parts` parts of a step, each a transaction of bounded size; calling again goes on. */
export const RetainRequest = z.object({ step: RetentionStepName, parts: z.int().min(1).max(100).default(10) })
export type RetainRequest = z.infer<typeof RetainRequest>

/** What was done of a step. `mended`: files written again. `finished`: nothing was left that is due. */
export const Retained = z.object({
  step: RetentionStepName,
  done: z.int(),
  mended: z.int(),
  finished: z.boolean(),
})
export type Retained = z.infer<typeof Retained>
