import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Repositories } from '@fyntrix/db/shared'
import { archiveFileNames } from '@fyntrix/domain/archive'
import { DomainError, type Now, toInstant } from '@fyntrix/domain/shared'
import type { TopPicksRun } from '@fyntrix/domain/top-picks'
import { writeFileAtomically } from '../shared/write-file.ts'
import { toView } from '../top-picks/top-picks.view.ts'

/** Folder below the home, by the name that legacy readers know. */
export const archiveFolder = join('data', 'top_picks_intraday')

export interface Archive {
  /** Writes the run's file and its row. Repeating it writes the same file and row again. */
  store(tx: Repositories, run: TopPicksRun): Promise<void>
}

/** Lower-case hex. */
export const sha256Of = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

/** The first of the run's paths that no other run has: the same one each time. */
const freePath = async (tx: Repositories, run: TopPicksRun): Promise<string> => {
  for (const name of archiveFileNames(run)) {
    const path = join(archiveFolder, name)
    const owner = await tx.archive.runAt(path)
    if (owner === null || owner === run.id) return path
  }
  throw new DomainError('internal', `every name for the file of run ${run.id} belongs to another run`)
}

/** Keeps one JSON file a run below `root`, and one row that says where it is and what it must hash to. */
export const createArchive = ({ root, wall }: { root: string; wall: Now }): Archive => ({
  async store(tx, run) {
    const path = await freePath(tx, run)
    const content = `${JSON.stringify(toView(run), null, 2)}\n`
    await writeFileAtomically(join(root, path), content)
    await tx.archive.upsert({
      runId: run.id,
      path,
      sha256: sha256Of(content),
      bytes: Buffer.byteLength(content),
      writtenAt: toInstant(wall()),
    })
  },
})
