export { type ArchiveCheck, createArchiveCheck } from './archive.check.ts'
export { type Archive, archiveFolder, createArchive } from './archive.service.ts'
