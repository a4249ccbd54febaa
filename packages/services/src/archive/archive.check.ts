import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '@fyntrix/db/shared'
import type { ArchiveCheckRequest, ArchiveFinding, ArchiveReport } from '@fyntrix/domain/archive'
import type { Id, Lane, Now } from '@fyntrix/domain/shared'
import { type Archive, archiveFolder } from './archive.service.ts'
import { orNull } from './or-null.ts'
import { problemOf } from './problem-of.ts'

/** Whether the archive is what was written. */
export interface ArchiveCheck {
  /**
   * Reads every file of the archive and compares it with what was noted, looks for published runs without a file, and for files without a run. With `repair`
   * it writes what is missing or damaged again from the stored run; files that belong to no run are left alone, and do not count before they are a minute old:
   * they may be on their way.
   */
  check(request: ArchiveCheckRequest): Promise<ArchiveReport>
}

interface Dependencies {
  readonly db: Database
  readonly archive: Archive
  readonly root: string
  readonly wall: Now
  readonly lane: Lane
}

const page = 200
const shown = 1_000
const settledAfterMs = 60_000

/** Pages until the last one. */
async function* pagesOf<T>(read: (after: Id | null) => Promise<T[]>, idOf: (row: T) => Id): AsyncGenerator<T> {
  for (let after: Id | null = null; ; ) {
    const rows: T[] = await read(after)
    yield* rows
    const last = rows.at(-1)
    if (rows.length < page || last === undefined) return
    after = idOf(last)
  }
}

export const createArchiveCheck = ({ db, archive, root, wall, lane }: Dependencies): ArchiveCheck => {
  const write = (runId: Id): Promise<boolean> =>
    db.transaction(async (tx) => {
      const run = await tx.topPicks.byId(runId)
      if (run) await archive.store(tx, run)
      return run !== null
    })

  const isSettled = async (path: string): Promise<boolean> => {
    const found = await orNull(stat(join(root, path)))
    return found !== null && wall().getTime() - found.mtimeMs >= settledAfterMs
  }

  return {
    async check({ repair }) {
      const findings: ArchiveFinding[] = []
      const known = new Set<string>()
      let [files, bytes] = [0, 0]
      const stored = pagesOf(
        (after) => db.repositories().archive.list(after, page),
        ({ runId }) => runId,
      )
      for await (const file of stored) {
        known.add(file.path)
        const content = await orNull(readFile(join(root, file.path)))
        files += content === null ? 0 : 1
        bytes += content?.length ?? 0
        const problem = problemOf(file, content)
        if (problem === null) continue
        const { runId, path } = file
        findings.push({ problem, runId, path, repaired: repair && (await write(runId)) })
      }
      const unwritten = pagesOf(
        (after) => db.repositories().archive.unwritten(lane, after, page),
        (id) => id,
      )
      for await (const runId of unwritten)
        findings.push({ problem: 'unwritten', runId, path: null, repaired: repair && (await write(runId)) })
      for (const name of (await orNull(readdir(join(root, archiveFolder)))) ?? []) {
        const path = join(archiveFolder, name)
        if (known.has(path) || !(await isSettled(path)) || (await db.repositories().archive.runAt(path)) !== null)
          continue
        findings.push({ problem: 'unknown', runId: null, path, repaired: false })
      }
      const repaired = findings.filter((finding) => finding.repaired).length
      return { files, bytes, problems: findings.length, repaired, findings: findings.slice(0, shown) }
    },
  }
}
