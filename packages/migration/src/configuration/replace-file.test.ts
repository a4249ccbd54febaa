import { chmodSync, lstatSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { DomainError } from '@fyntrix/domain/shared'
import { expect, test } from 'vitest'
import { type Replacement, replaceFile } from './replace-file.ts'
import { installation } from './testing/installation.ts'

const replacement = (path: string, more: Partial<Replacement> = {}): Replacement => ({
  path,
  before: Buffer.from('old'),
  content: Buffer.from('new'),
  check: () => undefined,
  onStep: () => undefined,
  ...more,
})

test('what does not parse is not put in place, and nothing of it is left', () => {
  using made = installation({ a: 'old' })
  const check = (written: Buffer) => {
    throw new DomainError('refused', `no settings: ${written.toString()}`)
  }
  expect(() => replaceFile(replacement(join(made.root, 'a'), { check }))).toThrow('no settings: new')
  expect(made.read('a')).toBe('old')
  expect(readdirSync(made.root)).toEqual(['a'])
})

test.each(['write', 'check', 'replace'])('a failure before it is put in place (%s) leaves the old file alone', (at) => {
  using made = installation({ a: 'old' })
  const onStep = (step: string) => {
    if (step === at) throw Object.assign(new Error('disk full'), { code: 'ENOSPC' })
  }
  const attempt = () => replaceFile(replacement(join(made.root, 'a'), { onStep }))
  expect(attempt).toThrow(/a: ENOSPC: see that it can be written by this user, and that the disk has room/)
  expect(made.read('a')).toBe('old')
  expect(readdirSync(made.root)).toEqual(['a'])
})

test('mode and owner stay', () => {
  using made = installation({ a: 'old' })
  const path = join(made.root, 'a')
  chmodSync(path, 0o664)
  const before = lstatSync(path)
  replaceFile(replacement(path))
  expect(made.read('a')).toBe('new')
  const { mode, uid, gid, ino } = lstatSync(path)
  expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid })
  expect(ino).not.toBe(before.ino)
})

test('a link is not followed', () => {
  using made = installation({ a: 'old' })
  symlinkSync('a', join(made.root, 'link'))
  expect(() => replaceFile(replacement(join(made.root, 'link')))).toThrow(/is a link or no file/)
  expect(made.read('a')).toBe('old')
})
