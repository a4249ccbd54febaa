import { defineEntity, p } from '@mikro-orm/core'
import { TopPicksRunEntity } from '../top-picks/index.ts'

/** The file that holds an archived run. */
export const ArchiveFileSchema = defineEntity({
  name: 'ArchiveFileEntity',
  tableName: 'archive_files',
  properties: {
    run: () => p.oneToOne(TopPicksRunEntity).ref().primary().updateRule('no action').deleteRule('restrict'),
    path: p.text().unique('archive_files_path_unique'),
    sha256: p.text(),
    bytes: p.bigint('number'),
    writtenAt: p.datetime(),
    /** When the file was last found to be what was written; null before the first look. */
    checkedAt: p.datetime().nullable(),
  },
  checks: [{ name: 'archive_files_sha256_check', expression: `sha256 ~ '^[0-9a-f]{64}$'` }],
})
export class ArchiveFileEntity extends ArchiveFileSchema.class {}
ArchiveFileSchema.setClass(ArchiveFileEntity)
