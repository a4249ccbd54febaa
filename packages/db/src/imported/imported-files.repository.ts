import type { ConnectionPool } from '../shared/pool.ts'

/** A file of a legacy installation. */
export interface ImportedFile {
  /** Relative to the installation. */
  readonly path: string
  readonly kind: string
  readonly bytes: number
  readonly sha256: string
  readonly modifiedAt: Date
  /** What became of it. */
  readonly became: string
  /** The run whose picks it holds; null where it holds none. */
  readonly runId: string | null
  /** What more there is to say, for people. */
  readonly detail: string | null
}

interface FileRow {
  path: string
  kind: string
  bytes: string
  sha256: string
  modified_at: Date
  became: string
  run_id: string | null
  detail: string | null
}

/** Files of a legacy installation, by path, and the payloads of runs that they are held against. */
export class ImportedFilesRepository {
  readonly #pool: ConnectionPool

  constructor(pool: ConnectionPool) {
    this.#pool = pool
  }

  /** Writes what became of files, in one statement; returns how many are new or said something else before. */
  put(files: readonly ImportedFile[]): Promise<number> {
    return this.#pool.run(async (client) => {
      const column = <T>(of: (file: ImportedFile) => T) => files.map(of)
      const { rowCount } = await client.query(
        `insert into imported.files as f (path, kind, bytes, sha256, modified_at, became, run_id, detail)
         select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[])
         on conflict (path) do update set kind = excluded.kind, bytes = excluded.bytes, sha256 = excluded.sha256,
           modified_at = excluded.modified_at, became = excluded.became, run_id = excluded.run_id, detail = excluded.detail, indexed_at = clock_timestamp()
         where (f.kind, f.bytes, f.sha256, f.modified_at, f.became, f.run_id, f.detail)
           is distinct from (excluded.kind, excluded.bytes, excluded.sha256, excluded.modified_at, excluded.became, excluded.run_id, excluded.detail)`,
        [
          column(({ path }) => path),
          column(({ kind }) => kind),
          column(({ bytes }) => bytes),
          column(({ sha256 }) => sha256),
          column(({ modifiedAt }) => modifiedAt),
          column(({ became }) => became),
          column(({ runId }) => runId),
          column(({ detail }) => detail),
        ],
      )
      return rowCount ?? 0
    })
  }

  /** Every file that was looked at, by path. */
  list(): Promise<readonly ImportedFile[]> {
    return this.#pool.run(async (client) => {
      const { rows } = await client.query<FileRow>(
        'select path, kind, bytes, sha256, modified_at, became, run_id, detail from imported.files order by path',
      )
      return rows.map(({ bytes, modified_at, run_id, ...row }) => ({
        ...row,
        bytes: Number(bytes),
        modifiedAt: modified_at,
        runId: run_id,
      }))
    })
  }

  /** The payload of a run as it was written; null where there is no such run. */
  payload(runId: string): Promise<string | null> {
    return this.#pool.run(async (client) => {
      const { rows } = await client.query<{ payload: string | null }>(
        'select payload from imported.top_picks_runs where run_id = $1 order by source_row limit 1',
        [runId],
      )
      return rows[0]?.payload ?? null
    })
  }

  /** The runs that began at an instant, ISO 8601 to the microsecond. */
  runsBegunAt(instant: string): Promise<readonly { readonly runId: string; readonly payload: string }[]> {
    return this.#pool.run(async (client) => {
      const { rows } = await client.query<{ runId: string; payload: string }>(
        `select run_id as "runId", payload from imported.top_picks_runs
         where started_at = $1::timestamptz and run_id is not null and payload is not null order by source_row`,
        [instant],
      )
      return rows
    })
  }
}
