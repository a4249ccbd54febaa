export {
  ChosenPreferences,
  defaultPreferences,
  MarketRegion,
  nothingChosen,
  type PreferenceKey,
  Preferences,
  PreferencesChange,
  PreferenceValues,
  preferenceProblem,
  preferencesOf,
  RiskProfile,
} from './preferences.schema.ts'
