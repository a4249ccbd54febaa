export { createImported, type Imported } from './imported.service.ts'
