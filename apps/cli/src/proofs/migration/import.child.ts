import { openDatabase } from '@fyntrix/db/shared'
import { applyPlan } from '@fyntrix/migration'
import { targetOn } from '@fyntrix/migration/testing'
import { peakMemoryOf } from '../../shared/peak-memory.ts'
import type { ImportSaid, ImportTask } from './import.messages.ts'

const say = (said: ImportSaid) => process.send?.(said)

const importAll = async ({ databaseUrl, root, folder, hash }: ImportTask): Promise<void> => {
  await using database = openDatabase({ url: databaseUrl, applicationName: 'fyntrix-proof' })
  const { tables } = await applyPlan(targetOn(database, folder), root, {
    hash,
    onProgress: (what, rows) => void (what.endsWith('compared') || say({ rows })),
  })
  const importMs = tables.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0)
  say({ importMs, peakBytes: peakMemoryOf('self') })
}

process.once('message', (task: ImportTask) => {
  void importAll(task).then(() => process.disconnect())
})
