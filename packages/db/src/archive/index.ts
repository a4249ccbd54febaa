export { type ArchiveFile, ArchiveRepository, type UncheckedRuns } from './archive.repository.ts'
