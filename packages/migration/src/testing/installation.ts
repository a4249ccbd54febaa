import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { columnsOfRecommendations, createRecommendations } from './legacy-recommendations.ts'

/** A legacy installation of a test's own, gone when disposed. */
export interface Installation extends Disposable {
  readonly root: string
  file(path: string, content: string | Uint8Array): void
  /** Runs statements on a database, which is made if need be. */
  execute(path: string, ...statements: readonly string[]): void
  /** Adds a recommendation to `cache/ai_recommendations.db`, which is made if need be; what is not said is as usual. */
  recommend(cells?: Readonly<Record<string, SQLInputValue>>): void
}

const usual: Readonly<Record<string, SQLInputValue>> = {
  symbol: 'INFY',
  mode: 'Intraday',
  universe: 'NIFTY50',
  source: 'backfill',
  recommendation: 'Buy',
  direction: 'LONG',
  generated_at_utc: '2026-01-09T19:56:26.097643Z',
  entry_price: 1614.1,
  stop_loss_price: 1600,
  target_price: 1650,
  score_blend: 62.5,
  run_id: 'nifty50:Intraday:2026-01-09T14:28:23.933306',
  features_json: '{}',
  evaluated: 0,
}

/** Where recommendations stand in an installation. */
export const recommendationsPath = 'cache/ai_recommendations.db'

/** Makes an empty installation. */
export const makeInstallation = (): Installation => {
  const root = mkdtempSync(join(tmpdir(), 'fyntrix-legacy-'))
  const at = (path: string): string => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    return join(root, path)
  }
  const withDatabase = (path: string, work: (database: DatabaseSync) => void) => {
    const database = new DatabaseSync(at(path))
    try {
      work(database)
    } finally {
      database.close()
    }
  }
  return {
    root,
    file: (path, content) => writeFileSync(at(path), content),
    execute: (path, ...statements) =>
      withDatabase(path, (database) => {
        for (const statement of statements) database.exec(statement)
      }),
    recommend: (cells = {}) =>
      withDatabase(recommendationsPath, (database) => {
        database.exec(createRecommendations)
        const row = { ...usual, ...cells }
        const columns = Object.keys(row).filter((column) => columnsOfRecommendations.includes(column))
        database
          .prepare(
            `insert into ai_recommendations (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
          )
          .run(...columns.map((column) => row[column] ?? null))
      }),
    [Symbol.dispose]: () => rmSync(root, { recursive: true }),
  }
}

const shared = process.env['FYNTRIX_SHARED_DATA'] || resolve(import.meta.dirname, '../../../../../shared/data')

/** The installation of January 2026, as it was found; undefined where it is not at hand and need not be. */
export const realInstallation = (): string | undefined => {
  const root = join(shared, 'legacy/fyntrix')
  return existsSync(root) || process.env['FYNTRIX_REQUIRE_DATA'] === '1' ? root : undefined
}
