import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '@fyntrix/db/shared'
import { makePlan, type Verified, verify } from '@fyntrix/migration'
import { makeRecommendations, targetOn } from '@fyntrix/migration/testing'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { CliContext } from '../../context.ts'
import { type OwnServices, startOwnServices } from '../../shared/own-services.ts'
import type { ImportTask } from './import.messages.ts'
import { importAndKill, importToEnd } from './importer.ts'
import { type Content, contentOf, flipCell } from './stores.ts'

export interface MigrationProofOptions {
  /** Kills of the one large import, and small imports that are killed once. */
  readonly n: number
  /** Rows of the large import. */
  readonly rows: number
  readonly seed: number
  readonly onStep?: (done: number, total: number, what: string, broken: number) => void
}

export interface MigrationProofReport {
  readonly n: number
  readonly rows: number
  readonly seed: number
  readonly unbroken: {
    readonly rowsPerSecond: number
    /** Null where the system does not tell. */
    readonly peakMegabytes: number | null
    readonly verifySeconds: number
    readonly content: Content
  }
  /** Where one cell was flipped, what was found, and how long that took. */
  readonly flipped: { readonly row: number; readonly found: string; readonly seconds: number }
  /** Of the kills of the large import, how many came while rows were written. */
  readonly large: { readonly kills: number; readonly amid: number; readonly content: Content }
  /** Of the small imports, how many were killed before their first rows, and how many after; `ended` were over before their kill, and done again. */
  readonly small: { readonly imports: number; readonly amid: number; readonly early: number; readonly ended: number }
  readonly broken: readonly string[]
  readonly seconds: number
}

/** Memory that an import may take, whatever its size. */
const mostBytes = 256e6
/** Rows of a small import. */
const smallRows = 5_000
/** How long the start of a process and a small import take at most, on this machine. */
const latestSmallKillMs = 1_600
/** How long a small import goes on after its first rows, about. */
const latestAmidMs = 120
/** Rows that are written in a millisecond, roughly: kills are spread over what is left by it. */
const rowsPerMs = 45

const verified = async (url: string, task: Pick<ImportTask, 'root' | 'folder'>): Promise<Verified> => {
  await using database = openDatabase({ url, applicationName: 'fyntrix-proof' })
  return await verify(targetOn(database, task.folder), task.root)
}

const sameContent = (what: string, found: Content, wanted: Content): string[] =>
  found.hash === wanted.hash && found.rows === wanted.rows
    ? []
    : [
        `${what}: ${found.rows} rows and hash ${found.hash}, where an unbroken import has ${wanted.rows} and ${wanted.hash}`,
      ]

const makeInstallation = (
  own: OwnServices,
  name: string,
  rows: number,
): Pick<ImportTask, 'root' | 'folder' | 'hash'> => {
  const root = join(own.folder, name)
  mkdirSync(join(root, 'cache'), { recursive: true })
  makeRecommendations(join(root, 'cache/ai_recommendations.db'), rows)
  return { root, folder: join(own.folder, `${name}-files`), hash: makePlan(root).hash }
}

/**
 * Kills imports with SIGKILL at random points and lets others go on: what is there in the end is what an import has that was never broken, by PostgreSQL's own hashes and by the proof of `verify`. Besides, one
 * flipped cell has to be found and located.
 */
export const proveMigration = async (
  context: CliContext,
  { n, rows, seed, onStep }: MigrationProofOptions,
): Promise<MigrationProofReport> => {
  const began = performance.now()
  const { inherited } = context.env
  const random = xoroshiro128plus(seed)
  const broken: string[] = []
  const total = 2 * n + 3
  let done = 0
  const step = (what: string) => {
    done += 1
    onStep?.(done, total, what, broken.length)
  }
  await using own = await startOwnServices(context.env)

  const large = makeInstallation(own, 'large', rows)
  const first = { ...large, databaseUrl: await own.emptyDatabase() }
  const whole = await importToEnd(inherited, first)
  const { peakBytes } = whole
  if (peakBytes !== null && peakBytes > mostBytes)
    broken.push(`unbroken: ${(peakBytes / 1e6).toFixed(0)} MB of memory, of ${mostBytes / 1e6} that are promised`)
  step('unbroken')
  const unbroken = await contentOf(first.databaseUrl)
  if (unbroken.rows + unbroken.quarantined !== rows)
    broken.push(`unbroken: ${unbroken.rows} rows and ${unbroken.quarantined} in quarantine of ${rows}`)
  const proof = await verified(first.databaseUrl, large)
  const [table] = proof.tables
  if (!proof.proved || table?.proved !== rows) broken.push(`unbroken: ${table?.proved ?? 0} rows of ${rows} proved`)
  step('proved')

  const row = uniformInt(random, 1, rows)
  await flipCell(first.databaseUrl, row)
  const searching = performance.now()
  const found = (await verified(first.databaseUrl, large)).tables[0]?.differences ?? []
  const flippedSeconds = (performance.now() - searching) / 1_000
  const where = found
    .map(({ row: at, cells }) => `row ${at}, ${cells.map(({ column }) => column).join(', ')}`)
    .join('; ')
  if (where !== `row ${row}, rank_in_run`) broken.push(`a cell of row ${row} was flipped; found: ${where || 'nothing'}`)
  step('flipped')

  const second = { ...large, databaseUrl: await own.emptyDatabase() }
  let [written, amid] = [0, 0]
  for (let kill = 0; kill < n; kill += 1) {
    const share = (rows - written) / (n - kill) / rowsPerMs
    const killed = await importAndKill(
      inherited,
      second,
      uniformInt(random, 0, Math.max(1, Math.round(2 * share))),
      true,
    )
    written += killed.rows
    if (written < rows) amid += 1
    step(`large, killed ${kill + 1} times`)
  }
  await importToEnd(inherited, second)
  const largeContent = await contentOf(second.databaseUrl)
  broken.push(...sameContent(`after ${n} kills`, largeContent, unbroken))
  const again = await verified(second.databaseUrl, large)
  if (!again.proved || again.tables[0]?.hash !== table?.hash)
    broken.push(`after ${n} kills: not proved, or of another hash`)

  const small = makeInstallation(own, 'small', smallRows)
  const smallUrl = await own.emptyDatabase()
  await importToEnd(inherited, { ...small, databaseUrl: smallUrl })
  const smallContent = await contentOf(smallUrl)
  const smalls = { imports: n, amid: 0, early: 0, ended: 0 }
  /** Kills a small import after its start, or after its first rows; one that ended before is no such import, and another takes its place. */
  const killSmall = async (amid: boolean): Promise<ImportTask> => {
    for (;;) {
      const task = { ...small, databaseUrl: await own.emptyDatabase() }
      const afterMs = uniformInt(random, 0, amid ? latestAmidMs : latestSmallKillMs)
      const { finished, rows: killedAt } = await importAndKill(inherited, task, afterMs, amid)
      if (finished) smalls.ended += 1
      else {
        smalls[killedAt === 0 ? 'early' : 'amid'] += 1
        return task
      }
    }
  }
  for (let one = 0; one < n; one += 1) {
    // every other one after its first rows: the start of a process takes longer than all of them
    const task = await killSmall(one % 2 === 0)
    await importToEnd(inherited, task)
    broken.push(...sameContent(`small import ${one + 1}`, await contentOf(task.databaseUrl), smallContent))
    step(`small, ${one + 1} imports`)
  }

  return {
    n,
    rows,
    seed,
    unbroken: {
      rowsPerSecond: (rows / whole.importMs) * 1_000,
      peakMegabytes: peakBytes === null ? null : peakBytes / 1e6,
      verifySeconds: (table?.elapsedMs ?? 0) / 1_000,
      content: unbroken,
    },
    flipped: { row, found: where, seconds: flippedSeconds },
    large: { kills: n, amid, content: largeContent },
    small: smalls,
    broken,
    seconds: (performance.now() - began) / 1_000,
  }
}
