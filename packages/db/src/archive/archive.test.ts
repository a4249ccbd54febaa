import { expect, test } from 'vitest'
import { freshId, sampleRun, testDatabase } from '../testing/index.ts'
import type { ArchiveFile } from './index.ts'

const { database } = await testDatabase()
const { archive, topPicks } = database.repositories()

const archived = async (over: Partial<ArchiveFile> = {}): Promise<ArchiveFile> => {
  const run = sampleRun({ symbols: [] })
  await topPicks.insertRun(run, 1)
  return {
    runId: run.id,
    path: `${run.id}.json`,
    sha256: 'a'.repeat(64),
    bytes: 12,
    writtenAt: run.finishedAt,
    ...over,
  }
}

test('a run has one file: noting it again replaces what was noted', async () => {
  const file = await archived()
  await archive.upsert(file)
  await archive.upsert({ ...file, path: 'moved.json' })
  expect(await archive.runAt('moved.json')).toBe(file.runId)
  expect(await archive.runAt(file.path)).toBeNull()
})

test('a file belongs to one run, and a run must be there', async () => {
  const file = await archived()
  await archive.upsert(file)
  await expect(archive.upsert(await archived({ path: file.path }))).rejects.toMatchObject({ code: 'conflict' })
  await expect(archive.upsert({ ...file, path: 'x', runId: freshId() })).rejects.toMatchObject({ code: 'conflict' })
})
