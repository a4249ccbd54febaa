import { z } from 'zod'

/** No price of a stock that is held for days moves further. */
const Percent = z.number().positive().max(10_000)
const Multiple = z.number().positive().max(10_000)

/** Where a position is given up: percent of the entry price away, multiples of ATR14 away, at the stop of the pick's own plan, or nowhere. */
export const ProfileStop = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), percent: Percent.lt(100) }),
  z.object({ kind: z.literal('atr'), multiple: Multiple }),
  z.object({ kind: z.literal('plan') }),
  z.object({ kind: z.literal('none') }),
])
export type ProfileStop = z.infer<typeof ProfileStop>

/**
 * Where a gain is taken: percent of the entry price away, multiples of the stop's distance away, at the target of the pick's own plan, or nowhere.
 */
export const ProfileTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), percent: Percent }),
  z.object({ kind: z.literal('risk'), multiple: Multiple }),
  z.object({ kind: z.literal('plan') }),
  z.object({ kind: z.literal('none') }),
])
export type ProfileTarget = z.infer<typeof ProfileTarget>

/** How long a position is held at most: minutes of trading, nights not counted, or sessions, the one of the entry being the first. */
export const LongestHold = z.union([
  z.strictObject({ minutes: z.int().positive() }),
  z.strictObject({ sessions: z.int().positive() }),
])
export type LongestHold = z.infer<typeof LongestHold>

/** When to leave a position. Percentages are of the entry price; a profile whose target counts in units of risk needs a stop. */
export const ExitProfile = z
  .object({
    stop: ProfileStop,
    target: ProfileTarget,
    /** A stop that follows the best price at a distance, once that price was `activationPct` away from the entry. */
    trailing: z.object({ activationPct: z.number().nonnegative().max(10_000), distancePct: Percent }).nullable(),
    longestHold: LongestHold.nullable(),
  })
  .refine(({ stop, target }) => target.kind !== 'risk' || stop.kind !== 'none', {
    message: 'a target in units of risk needs a stop',
    path: ['target'],
  })
export type ExitProfile = z.infer<typeof ExitProfile>

/** The exits of the pick's own plan: its stop and its target, to the end of the horizon. What outcomes are told by. */
export const planExits: ExitProfile = Object.freeze({
  stop: Object.freeze({ kind: 'plan' }),
  target: Object.freeze({ kind: 'plan' }),
  trailing: null,
  longestHold: null,
})
