import { defineProjection } from '@fyntrix/cache'
import type { CacheValue } from '@fyntrix/domain/cache'
import type { PreferenceValues } from '@fyntrix/domain/preferences'
import { Mode } from '@fyntrix/domain/top-picks'
import { z } from 'zod'

type Json = CacheValue['value']

const day = 86_400

/** What holds for a user, preference by preference, as JSON under the name that legacy readers know. */
export const preferenceProjection = (prefix: string) =>
  defineProjection(
    {
      pattern: 'context:user:{user_id}:{pref_key}',
      description: 'a preference of a user, the default where nothing was chosen',
      schema: z.json(),
      encode: (value: Json) => value,
      fresh: 15 * day,
      lifetime: 30 * day,
    },
    prefix,
  )

/** The keys and values of all preferences, in their legacy forms: trading modes are an object of mode to whether it is enabled. */
export const legacyPreferences = (values: PreferenceValues): Readonly<Record<string, Json>> => ({
  disclosure_accepted: values.disclosureAccepted,
  disclosure_version: values.disclosureVersion,
  universe: values.universe,
  market_region: values.marketRegion,
  risk_profile: values.riskProfile,
  trading_modes: Object.fromEntries(Mode.options.map((mode) => [mode, values.tradingModes.includes(mode)])),
  primary_mode: values.primaryMode,
  auxiliary_modes: values.auxiliaryModes,
})
