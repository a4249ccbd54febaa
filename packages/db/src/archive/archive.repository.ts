import type { Id, Instant } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { query } from '../shared/sql.ts'

/** The file of an archived run. `path` is relative to the home, `sha256` in lower-case hex. */
export interface ArchiveFile {
  readonly runId: Id
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly writtenAt: Instant
}

/** Which file holds which run. */
export class ArchiveRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Notes the file of a run; a file that was written again replaces what was noted. Throws `conflict` when another run has that path. */
  async upsert(file: ArchiveFile): Promise<void> {
    await query(
      this.#em,
      `insert into archive_files (run_id, path, sha256, bytes, written_at) values (?, ?, ?, ?, ?)
       on conflict (run_id) do update
         set path = excluded.path, sha256 = excluded.sha256, bytes = excluded.bytes, written_at = excluded.written_at`,
      [file.runId, file.path, file.sha256, file.bytes, file.writtenAt],
    )
  }

  /** The run that a path was noted for; null when it is free. */
  async runAt(path: string): Promise<string | null> {
    const [row] = await query<{ run_id: string }>(this.#em, `select run_id from archive_files where path = ?`, [path])
    return row?.run_id ?? null
  }
}
