import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openDatabase } from '@fyntrix/db/shared'
import { makePlan, verify } from '@fyntrix/migration'
import { makeRecommendations, targetOn } from '@fyntrix/migration/testing'
import type { CliContext } from '../../context.ts'
import { importToEnd } from '../../proofs/migration/importer.ts'
import { onDatabase } from '../../proofs/migration/stores.ts'
import { startOwnServices } from '../../shared/own-services.ts'
import { type Machine, machineNow } from '../shared/machine.ts'
import { loadWithPgloader, type PeerResult } from './pgloader.ts'

export interface MigrationBench {
  readonly rows: number
  readonly megabytes: number
  /** Reading every row with Node's SQLite, and doing nothing with it. */
  readonly readSeconds: number
  /** PostgreSQL copying the rows that were imported from one table to a bare one. */
  readonly copySeconds: number
  readonly importSeconds: number
  /** Null where the system does not tell. */
  readonly importPeakMegabytes: number | null
  readonly verifySeconds: number
  readonly proved: number
  /** pgloader on the same file, and where it cannot load that on the same without infinite numbers; null where it cannot be had. */
  readonly peer: PeerResult | null
  readonly peerFinite: PeerResult | null
  readonly machine: Machine
}

const path = 'cache/ai_recommendations.db'

const secondsOf = async (work: () => Promise<void> | void): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1_000
}

/** Makes a legacy database, wholly on the disk: what is still to be written would be part of what is measured next. */
const makeOnDisk = (file: string, rows: number, finite = false): void => {
  makeRecommendations(file, rows, { finite })
  const descriptor = openSync(file, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

const readAll = (file: string): void => {
  using database = new DatabaseSync(file, { readOnly: true, readBigInts: true })
  const statement = database.prepare('select * from ai_recommendations')
  statement.setReturnArrays(true)
  for (const _ of statement.iterate());
}

/** Imports a legacy database of so many rows, beside what the same rows cost to be read and copied, and beside pgloader. */
export const benchMigration = async ({ env }: CliContext, rows: number): Promise<MigrationBench> => {
  await using own = await startOwnServices(env)
  const root = join(own.folder, 'legacy')
  mkdirSync(join(root, 'cache'), { recursive: true })
  const file = join(root, path)
  makeOnDisk(file, rows)
  const { hash, files } = makePlan(root)
  const readSeconds = await secondsOf(() => readAll(file))
  const databaseUrl = await own.emptyDatabase()
  const folder = join(own.folder, 'files')
  const imported = await importToEnd(env.inherited, { databaseUrl, root, folder, hash })
  await using database = openDatabase({ url: databaseUrl, applicationName: 'fyntrix-bench' })
  const [proof] = (await verify(targetOn(database, folder), root)).tables
  const copySeconds = await onDatabase(databaseUrl, async (client) => {
    await client.query('create table bare (like imported.ai_recommendations)')
    return secondsOf(
      async () => void (await client.query('insert into bare select * from imported.ai_recommendations')),
    )
  })
  const peer = await loadWithPgloader(env, file, await own.emptyDatabase())
  let peerFinite: PeerResult | null = null
  if (peer !== null && peer.rows === 0) {
    const finite = join(own.folder, 'finite.db')
    makeOnDisk(finite, rows, true)
    peerFinite = await loadWithPgloader(env, finite, await own.emptyDatabase())
  }
  return {
    rows,
    megabytes: files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6,
    readSeconds,
    copySeconds,
    importSeconds: imported.importMs / 1_000,
    importPeakMegabytes: imported.peakBytes === null ? null : imported.peakBytes / 1e6,
    verifySeconds: (proof?.elapsedMs ?? 0) / 1_000,
    proved: proof?.proved ?? 0,
    peer,
    peerFinite,
    machine: machineNow(),
  }
}
