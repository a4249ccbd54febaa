import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkDocuments } from './check-documents.ts'
import { checkFeatures } from './check-features.ts'
import { checkSystems, readSystems } from './check-systems.ts'

const checkout = resolve(import.meta.dirname, '../../..')

describe('this checkout', () => {
  test('uses one noun on every floor', () => {
    expect(checkFeatures(checkout)).toEqual([])
  })

  test('has documents that name only what exists', () => {
    expect(checkDocuments(checkout)).toEqual([])
  })

  test('has a test for every system that counts as finished', () => {
    expect(checkSystems(checkout)).toEqual([])
    expect(readSystems(checkout)).toHaveLength(76)
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

  test('is told about a system that is finished without a test, or names what is not there', () => {
    const system = (id: string, rest: object) => ({
      id,
      what: '',
      status: 'finished',
      stores: [],
      service: null,
      procedures: [],
      tests: [],
      ...rest,
    })
    writeFileSync(
      join(root, 'systems.json'),
      JSON.stringify([
        system('P1', { stores: ['some_table'], tests: ['packages/db/src/none.test.ts'] }),
        system('P2', { procedures: ['topPicks.none'], service: 'packages/db/src/llm-cost' }),
        system('P3', { status: 'open' }),
        system('P3', { status: 'open' }),
      ]),
    )
    expect(checkSystems(root)).toEqual([
      'systems.json names P3 twice',
      'P1: there is no packages/db/src/none.test.ts',
      'P1: no migration makes some_table',
      'P2 is finished but names no test',
      'P2: the API has no topPicks.none',
    ])
  })
})
