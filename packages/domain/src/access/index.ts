export { permits, Scope } from './access.schema.ts'
