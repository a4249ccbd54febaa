import type { ArchiveFile } from '@fyntrix/db/archive'
import { sha256Of } from './archive.service.ts'

/** What is wrong with a file, given what it holds, null where it is not there; null when it is what was written. */
export const problemOf = (
  { sha256, bytes }: Pick<ArchiveFile, 'sha256' | 'bytes'>,
  content: Buffer | null,
): 'missing' | 'damaged' | null => {
  if (content === null) return 'missing'
  return content.length === bytes && sha256Of(content) === sha256 ? null : 'damaged'
}
