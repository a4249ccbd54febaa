export { type EngineConfig, engineConfig, type ModeConfig, type WindowConfig } from './engine-config.ts'
