import { DomainError } from '@fyntrix/domain/shared'
import type pg from 'pg'
import type { ConnectionPool } from '../shared/pool.ts'

/** `following`: the legacy system writes, and is followed. `switched`: it no longer does. `rolled-back`: it does again. */
export type CutoverPhase = 'following' | 'switched' | 'rolled-back'

/** A database of a legacy system as it lay at one moment. */
export interface DatabaseFingerprint {
  /** Relative to the installation. */
  readonly path: string
  readonly bytes: number
  /** In hexadecimal, of the file. */
  readonly sha256: string
  /** Of the log that was written ahead; null where there is none, or an empty one. */
  readonly logSha256: string | null
}

/** A step of a cut-over that is not recorded yet. */
export interface NewCutoverStep {
  /** Absolute path of the installation. */
  readonly root: string
  readonly phase: CutoverPhase
  /** Hash of the plan that was agreed to. */
  readonly plan: string
  /** What was proved before, and what was found: plain JSON. */
  readonly proved: Readonly<Record<string, unknown>>
  readonly databases: readonly DatabaseFingerprint[]
  /** Folders that backups of the configuration were to go to, oldest first. They need not hold one. */
  readonly backups: readonly string[]
}

export interface CutoverStep extends NewCutoverStep {
  readonly id: string
  readonly at: Date
}

const columns = 'id::text as id, root, phase, plan, at, proved, databases, backups'

/** Where the cut-over of each legacy installation is. Steps are added and never changed: the newest one counts. */
export class CutoversRepository {
  readonly #pool: ConnectionPool

  constructor(pool: ConnectionPool) {
    this.#pool = pool
  }

  /** The newest step of an installation; null before the first. */
  latest(root: string): Promise<CutoverStep | null> {
    return this.#pool.run((client) => this.#latest(client, root))
  }

  /** The newest step of each installation, by its path. */
  list(): Promise<readonly CutoverStep[]> {
    return this.#pool.run(async (client) => {
      const { rows } = await client.query<CutoverStep>(
        `select distinct on (root) ${columns} from imported.cutovers order by root, cutovers.id desc`,
      )
      return rows
    })
  }

  /** Records a step that follows on `after`. Throws `conflict`, and records nothing, where another step was recorded since. */
  record(step: NewCutoverStep, after: CutoverStep | null): Promise<CutoverStep> {
    const { root, phase, plan, proved, databases, backups } = step
    return this.#pool.transaction(async (client) => {
      await client.query(`select pg_advisory_xact_lock(hashtextextended('cutovers', 0))`)
      const newest = await this.#latest(client, root)
      if (newest?.id !== after?.id)
        throw new DomainError(
          'conflict',
          `${root} was brought to '${newest?.phase}' by somebody else: look at its status`,
        )
      const { rows } = await client.query<CutoverStep>(
        `insert into imported.cutovers (root, phase, plan, proved, databases, backups) values ($1, $2, $3, $4, $5, $6) returning ${columns}`,
        [root, phase, plan, JSON.stringify(proved), JSON.stringify(databases), JSON.stringify(backups)],
      )
      if (rows[0] === undefined) throw new DomainError('internal', 'the step of the cut-over was not kept')
      return rows[0]
    })
  }

  /** Does work that nobody else may do on the same installation meanwhile. Throws `conflict`, at once, where somebody does; one that died is not waited for. */
  alone<T>(root: string, work: () => Promise<T>): Promise<T> {
    const lock = `hashtextextended('cutover of ' || $1, 0)`
    return this.#pool.run(async (client) => {
      const { rows } = await client.query<{ held: boolean }>(`select pg_try_advisory_lock(${lock}) as held`, [root])
      if (rows[0]?.held !== true)
        throw new DomainError('conflict', `somebody else is at the cut-over of ${root}: wait until they are done`)
      try {
        return await work()
      } finally {
        // with a connection that was lost the lock went too
        await client.query(`select pg_advisory_unlock(${lock})`, [root]).catch(() => undefined)
      }
    })
  }

  async #latest(client: pg.ClientBase, root: string): Promise<CutoverStep | null> {
    const { rows } = await client.query<CutoverStep>(
      `select ${columns} from imported.cutovers where root = $1 order by cutovers.id desc limit 1`,
      [root],
    )
    return rows[0] ?? null
  }
}
