import { z } from 'zod'
import { Instant } from '../shared/index.ts'
import { Mode } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'

/** Markets that there are data of. */
export const MarketRegion = z.enum(['india'])
export type MarketRegion = z.infer<typeof MarketRegion>

/** How much a user is ready to lose for what may be won. */
export const RiskProfile = z.enum(['conservative', 'moderate', 'aggressive'])
export type RiskProfile = z.infer<typeof RiskProfile>

/** Modes, each once, in the order in which they are listed everywhere. */
const Modes = z
  .array(Mode)
  .max(Mode.options.length)
  .refine((modes) => new Set(modes).size === modes.length, { message: 'a mode is listed twice' })
  .transform((modes) => Mode.options.filter((mode) => modes.includes(mode)))

const DisclosureVersion = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/, 'a version is 1–20 letters, digits, ., _ or -')

/** What a user prefers. The primary mode is among the trading modes, and so are the auxiliary ones, which it is none of. */
export const PreferenceValues = z.object({
  disclosureAccepted: z.boolean(),
  /** Of the disclosure that was accepted; null when none was. */
  disclosureVersion: DisclosureVersion.nullable(),
  universe: Universe,
  marketRegion: MarketRegion,
  riskProfile: RiskProfile,
  tradingModes: Modes,
  primaryMode: Mode,
  auxiliaryModes: Modes,
})
export type PreferenceValues = z.infer<typeof PreferenceValues>

/** The name of a preference. */
export type PreferenceKey = keyof PreferenceValues

/** What somebody has who chose nothing: section 4 of the legacy specification, in our slugs. */
export const defaultPreferences: PreferenceValues = Object.freeze({
  disclosureAccepted: false,
  disclosureVersion: null,
  universe: 'nifty50',
  marketRegion: 'india',
  riskProfile: 'moderate',
  tradingModes: ['swing' as const],
  primaryMode: 'swing',
  auxiliaryModes: [],
})

/** What a user chose; null where nothing was, so that the default holds, also when it changes. */
export const ChosenPreferences = z.object({
  disclosureAccepted: z.boolean().nullable(),
  disclosureVersion: DisclosureVersion.nullable(),
  universe: Universe.nullable(),
  marketRegion: MarketRegion.nullable(),
  riskProfile: RiskProfile.nullable(),
  tradingModes: Modes.refine((modes) => modes.length > 0, { message: 'enable at least one mode' }).nullable(),
  primaryMode: Mode.nullable(),
  auxiliaryModes: Modes.nullable(),
})
export type ChosenPreferences = z.infer<typeof ChosenPreferences>

/** A choice of nothing. */
export const nothingChosen: ChosenPreferences = Object.freeze({
  disclosureAccepted: null,
  disclosureVersion: null,
  universe: null,
  marketRegion: null,
  riskProfile: null,
  tradingModes: null,
  primaryMode: null,
  auxiliaryModes: null,
})

/** What holds for a user: each choice, else the default. */
export const preferencesOf = (chosen: ChosenPreferences): PreferenceValues => ({
  disclosureAccepted: chosen.disclosureAccepted ?? defaultPreferences.disclosureAccepted,
  disclosureVersion: chosen.disclosureVersion,
  universe: chosen.universe ?? defaultPreferences.universe,
  marketRegion: chosen.marketRegion ?? defaultPreferences.marketRegion,
  riskProfile: chosen.riskProfile ?? defaultPreferences.riskProfile,
  tradingModes: chosen.tradingModes ?? defaultPreferences.tradingModes,
  primaryMode: chosen.primaryMode ?? defaultPreferences.primaryMode,
  auxiliaryModes: chosen.auxiliaryModes ?? defaultPreferences.auxiliaryModes,
})

/** What is wrong with preferences as a whole, said so that it can be put right; undefined when nothing is. */
export const preferenceProblem = ({
  tradingModes,
  primaryMode,
  auxiliaryModes,
}: PreferenceValues): string | undefined => {
  const enabled = tradingModes.join(', ')
  if (!tradingModes.includes(primaryMode))
    return `primaryMode: ${primaryMode} is not enabled (${enabled}): enable it in tradingModes, or choose another`
  const stray = auxiliaryModes.find((mode) => !tradingModes.includes(mode))
  if (stray !== undefined)
    return `auxiliaryModes: ${stray} is not enabled (${enabled}): enable it in tradingModes, or leave it out`
  if (auxiliaryModes.includes(primaryMode))
    return `auxiliaryModes: ${primaryMode} is the primary mode already: leave it out`
  return undefined
}

/** What holds for a user, and which of it was chosen. `revision` grows with each change and is 0 before the first, when `updatedAt` is null. */
export const Preferences = PreferenceValues.extend({
  chosen: z.array(PreferenceValues.keyof()),
  revision: z.int(),
  updatedAt: Instant.nullable(),
})
export type Preferences = z.infer<typeof Preferences>

/** Only where the stored revision is this one; without it, whatever is stored. */
const revision = z.int().min(0).optional()

/** Changes: null goes back to the default, and what is left out stays as it is, or, where everything is replaced, goes back too. */
export const PreferencesChange = z.strictObject({ ...ChosenPreferences.partial().shape, revision })
export type PreferencesChange = z.infer<typeof PreferencesChange>
