export { PreferencesRepository, type StoredPreferences } from './preferences.repository.ts'
