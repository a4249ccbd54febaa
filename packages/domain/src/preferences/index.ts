export {
  ChosenPreferences,
  defaultPreferences,
  MarketRegion,
  nothingChosen,
  type PreferenceKey,
  Preferences,
  PreferencesChange,
  PreferencesReplacement,
  PreferenceValues,
  preferenceProblem,
  preferencesOf,
  RiskProfile,
} from './preferences.schema.ts'
