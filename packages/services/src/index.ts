export { type OpenServices, openServices, type Settings } from './open.ts'
export { createServices, type Resources, type Services } from './services.ts'
