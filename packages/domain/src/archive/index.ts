export { ArchiveCheckRequest, ArchiveFinding, ArchiveReport } from './archive.schema.ts'
export { archiveFileNames } from './archive.ts'
