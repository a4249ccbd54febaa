import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { UncheckedRuns } from '@fyntrix/db/archive'
import type { Database } from '@fyntrix/db/shared'
import type { Archive } from './archive.service.ts'
import { orNull } from './or-null.ts'
import { problemOf } from './problem-of.ts'
import type { PartDone } from './retention.ts'

/** files that are read in one transaction at most: a second or two */
const filesAtOnce = 100

interface Dependencies {
  readonly db: Database
  readonly archive: Archive
  readonly root: string
}

/**
 * Reads the files of the oldest runs that are due, writes again what is missing or not what was written, and notes that they were checked, in one transaction.
 * Whoever is ended amid it has left whole files.
 */
export const checkRuns = ({ db, archive, root }: Dependencies, due: UncheckedRuns, now: Date): Promise<PartDone> =>
  db.transaction(async (tx) => {
    await tx.archive.holdStep('runs')
    const found = await tx.archive.unchecked(due, filesAtOnce)
    let mended = 0
    for (const { runId, file } of found) {
      const content = file && (await orNull(readFile(join(root, file.path))))
      if (file && problemOf(file, content) === null) continue
      const run = await tx.topPicks.byId(runId)
      if (run === null) continue
      await archive.store(tx, run)
      mended += 1
    }
    await tx.archive.markChecked(
      found.map(({ runId }) => runId),
      now,
    )
    return { done: found.length, mended }
  })
