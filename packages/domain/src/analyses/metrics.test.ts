import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Learning } from '../learnings/index.ts'
import { ClosedOutcome } from '../pick-events/index.ts'
import { GroupPerformance } from '../recommendations/index.ts'
import { AgentPerformance } from './index.ts'

const folder = join(import.meta.dirname, '../../../../docs/metrics')
const index = readFileSync(join(folder, 'README.md'), 'utf8')

const counts = ['group', 'n', 'sessions', 'wins', 'losses', 'warning']
const measured = [
  ...Object.keys(ClosedOutcome.shape).filter((field) => /Pct$|Ratio$|^beta$/.test(field)),
  ...Object.keys(GroupPerformance.shape).filter((field) => !counts.includes(field)),
  ...Object.keys(AgentPerformance.shape).filter((field) => !['agent', 'horizon', 'reason', 'controls'].includes(field)),
  ...Object.keys(Learning.shape).filter((field) => field === 'accuracy'),
]

test.each(measured)('the metric %s has a page with its formula, unit, day count and source', (field) => {
  const row = index.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${field}\``))
  const page = row?.match(/\]\(([\w-]+\.md)\)/)?.[1]
  const text = page === undefined ? '' : readFileSync(join(folder, page), 'utf8')
  for (const part of ['Formula', 'Unit', 'Rests on', 'Day count', 'Source'])
    expect(text).toMatch(new RegExp(`^\\| ${part} \\| \\S`, 'm'))
})

test('no page is forgotten in the index', () => {
  const pages = readdirSync(folder).filter((name) => name !== 'README.md')
  expect(pages.filter((name) => !index.includes(`(${name})`))).toEqual([])
})
