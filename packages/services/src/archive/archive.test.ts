import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { archiveFileNames } from '@fyntrix/domain/archive'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeFileAtomically } from '../shared/write-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fyntrix-archive-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a file of the archive', () => {
  test('has the name that legacy readers expect, and the id of the run where that name is taken', () => {
    const run = {
      universe: 'nifty50',
      mode: 'swing',
      finishedAt: '2026-01-09T14:47:36.901Z',
      id: '019ba311-1e91-7d33-8f6d-0c2a0b1f6a11',
    } as const
    expect(archiveFileNames(run)).toEqual([
      'picks_nifty50_Swing_20260109_144736.json',
      'picks_nifty50_Swing_20260109_144736_019ba311.json',
      'picks_nifty50_Swing_20260109_144736_019ba3111e917d338f6d0c2a0b1f6a11.json',
    ])
  })

  test('is replaced as a whole and leaves no temporary file', async () => {
    const path = join(folder, 'deep/er/file.json')
    await writeFileAtomically(path, 'old')
    await Promise.all(['one', 'two', 'three'].map((text) => writeFileAtomically(path, text.repeat(10_000))))
    expect(new Set(readFileSync(path, 'utf8').match(/one|two|three/g)).size).toBe(1)
    expect(readdirSync(join(folder, 'deep/er'))).toEqual(['file.json'])
  })

  test('cannot be written below a file: the error is told and nothing is left', async () => {
    writeFileSync(join(folder, 'plain'), '')
    await expect(writeFileAtomically(join(folder, 'plain/file.json'), 'x')).rejects.toThrow(/ENOTDIR|EEXIST/)
    expect(readdirSync(folder)).toEqual(['plain'])
  })
})
