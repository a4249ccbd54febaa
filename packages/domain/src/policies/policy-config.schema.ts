import { z } from 'zod'
import { ExitProfile } from './exit-profile.schema.ts'

/** What a policy may choose between, an exit profile or an entry arm, as a slug. */
export const ArmId = z.string().regex(/^[a-z0-9-]{1,40}$/, 'an id is 1–40 small letters, digits or -')
export type ArmId = z.infer<typeof ArmId>

/** What a pick must reach to be traded: a long at least, a short at most this score (0–100), and either this reward per unit of risk. */
export const EntryArm = z.object({
  longMinScore: z.number().min(0).max(100),
  shortMaxScore: z.number().min(0).max(100),
  minRiskReward: z.number().nonnegative().max(1_000),
})
export type EntryArm = z.infer<typeof EntryArm>

const armsOf = <T extends z.ZodType>(arm: T) =>
  z
    .record(ArmId, arm)
    .refine((arms) => Object.keys(arms).length >= 1 && Object.keys(arms).length <= 20, {
      message: 'a policy chooses between 1 and 20 of a kind',
    })
    .meta({ minProperties: 1, maxProperties: 20 })

/** With which exits, and after which gate, picks of one scope are traded: what there is to choose from, and what holds where nothing is known. */
export const PolicyConfig = z
  .object({
    schema: z.literal(1),
    exits: z.object({ default: ArmId, profiles: armsOf(ExitProfile) }),
    entries: z.object({ default: ArmId, arms: armsOf(EntryArm) }),
  })
  .refine(({ exits }) => Object.hasOwn(exits.profiles, exits.default), {
    message: 'the default is none of the profiles',
    path: ['exits', 'default'],
  })
  .refine(({ entries }) => Object.hasOwn(entries.arms, entries.default), {
    message: 'the default is none of the arms',
    path: ['entries', 'default'],
  })
export type PolicyConfig = z.infer<typeof PolicyConfig>
