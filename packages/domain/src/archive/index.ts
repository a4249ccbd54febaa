export { archiveFileNames } from './archive.ts'
