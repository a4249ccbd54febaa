export { type Archive, archiveFolder, createArchive } from './archive.service.ts'
