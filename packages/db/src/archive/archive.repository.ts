import { Id, type Instant, type Lane } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { instant, query } from '../shared/sql.ts'

/** The file of an archived run. `path` is relative to the home, `sha256` in lower-case hex. */
export interface ArchiveFile {
  readonly runId: Id
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly writtenAt: Instant
}

/** Runs of a lane that were finished before an instant, and whose file was not checked since another. */
export interface UncheckedRuns {
  readonly lane: Lane
  readonly finishedBefore: Date
  readonly checkedBefore: Date
}

const unchecked = `top_picks_runs r left join archive_files f on f.run_id = r.id
  where r.lane = ? and r.finished_at < ? and (f.checked_at is null or f.checked_at < ?)`

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

  /** A page of files by run, after a run. */
  async list(after: Id | null, limit: number): Promise<ArchiveFile[]> {
    const rows = await query<Omit<ArchiveFile, 'bytes'> & { bytes: string }>(
      this.#em,
      `select run_id as "runId", path, sha256, bytes, ${instant('written_at')} as "writtenAt" from archive_files
       where ?::uuid is null or run_id > ?::uuid order by run_id limit ?`,
      [after, after, limit],
    )
    return rows.map((row) => ({ ...row, runId: Id.parse(row.runId), bytes: Number(row.bytes) }))
  }

  /** A page of a lane's runs without a file, after a run; those whose message is on its way are left out. */
  async unwritten(lane: Lane, after: Id | null, limit: number): Promise<Id[]> {
    const rows = await query<{ id: string }>(
      this.#em,
      `select r.id from top_picks_runs r
       where r.lane = ? and (?::uuid is null or r.id > ?::uuid) and not exists (select 1 from archive_files f where f.run_id = r.id)
         and not exists (
           select 1 from outbox o where o.topic = 'top-picks.run-recorded' and o.published_at is null and o.parked_at is null
             and o.payload->>'runId' = r.id::text
         )
       order by r.id limit ?`,
      [lane, after, after, limit],
    )
    return rows.map(({ id }) => Id.parse(id))
  }

  /** Lets one process at a time do a step of retention: the others wait until this transaction has ended. */
  async holdStep(step: string): Promise<void> {
    await query(this.#em, `select pg_advisory_xact_lock(hashtextextended('retention:' || ?, 0)) is null as held`, [
      step,
    ])
  }

  /** How many runs are to be checked. */
  async countUnchecked({ lane, finishedBefore, checkedBefore }: UncheckedRuns): Promise<number> {
    const [row] = await query<{ n: string }>(this.#em, `select count(*) as n from ${unchecked}`, [
      lane,
      finishedBefore,
      checkedBefore,
    ])
    return Number(row?.n ?? 0)
  }

  /** The oldest runs that are to be checked, each with its file, null where it has none. */
  async unchecked(
    { lane, finishedBefore, checkedBefore }: UncheckedRuns,
    limit: number,
  ): Promise<{ readonly runId: Id; readonly file: ArchiveFile | null }[]> {
    const rows = await query<{ id: string; path: string | null; sha256: string; bytes: string; written: Instant }>(
      this.#em,
      `select r.id, f.path, f.sha256, f.bytes, ${instant('f.written_at')} as written from ${unchecked} order by r.id limit ?`,
      [lane, finishedBefore, checkedBefore, limit],
    )
    return rows.map(({ id, path, sha256, bytes, written }) => {
      const runId = Id.parse(id)
      return { runId, file: path === null ? null : { runId, path, sha256, bytes: Number(bytes), writtenAt: written } }
    })
  }

  /** Notes that the files of these runs are what was written. */
  async markChecked(runIds: readonly Id[], at: Date): Promise<void> {
    await query(
      this.#em,
      `update archive_files set checked_at = ? where run_id in (select id::uuid from jsonb_array_elements_text(?::jsonb) as id)`,
      [at, JSON.stringify(runIds)],
    )
  }
}
