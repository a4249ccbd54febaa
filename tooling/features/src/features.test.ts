import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkDocuments } from './check-documents.ts'
import { checkFeatures } from './check-features.ts'

const checkout = resolve(import.meta.dirname, '../../..')

describe('this checkout', () => {
  test('uses one noun on every floor', () => {
    expect(checkFeatures(checkout)).toEqual([])
  })

  test('has documents that name only what exists', () => {
    expect(checkDocuments(checkout)).toEqual([])
  })
})

describe('a checkout with mistakes', () => {
  let root = ''
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'fyntrix-features-'))
    mkdirSync(join(root, 'docs'))
    mkdirSync(join(root, 'packages/db/src/llm-cost'), { recursive: true })
    writeFileSync(
      join(root, 'features.json'),
      JSON.stringify({
        nouns: ['llm-costs'],
        folders: ['shared'],
        internal: { 'packages/gone': '' },
        commands: { up: 'home' },
      }),
    )
  })
  afterEach(() => rmSync(root, { recursive: true }))

  test('is told about a misspelt noun and a package that is gone', () => {
    expect(checkFeatures(root)).toEqual([
      'packages/db/src/llm-cost: not a noun of features.json',
      'features.json names packages/gone, which is not there',
    ])
  })

  test('is told about commands, paths and links that do not exist', () => {
    writeFileSync(
      join(root, 'README.md'),
      'Run `./fyntrix upp`, see `packages/dbb/src` and [this](docs/none.md); `./fyntrix up` is fine.',
    )
    expect(checkDocuments(root)).toEqual([
      'README.md: there is no command ./fyntrix upp',
      'README.md: there is no packages/dbb/src',
      'README.md: the link to docs/none.md leads nowhere',
    ])
  })
})
