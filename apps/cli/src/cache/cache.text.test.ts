import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { catalogue } from '@fyntrix/services/cache'
import { expect, test } from 'vitest'
import { root } from '../env.ts'
import { keysMarkdown } from './cache.text.ts'

test('the page about the cache lists every kind of key: ./fyntrix cache keys --markdown', () => {
  expect(readFileSync(join(root, 'docs/features/cache.md'), 'utf8')).toContain(keysMarkdown(catalogue()))
})
