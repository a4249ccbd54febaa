export { importedRouter } from './imported.router.ts'
