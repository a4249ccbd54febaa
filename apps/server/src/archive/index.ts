export { archiveRouter } from './archive.router.ts'
