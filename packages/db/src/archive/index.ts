export { type ArchiveFile, ArchiveRepository } from './archive.repository.ts'
