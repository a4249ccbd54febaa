export { preferenceProjection } from './preferences.cache.ts'
export { createPreferences, type Preferences } from './preferences.service.ts'
export { createPreferenceViews, type PreferenceViews } from './preferences.views.ts'
