export { archiveFileName } from './archive.ts'
