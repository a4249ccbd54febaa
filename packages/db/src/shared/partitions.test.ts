import { expect, test } from 'vitest'
import { testDatabase } from '../testing/index.ts'

const { database } = await testDatabase()

test('the partitions of now and after are made once, whoever asks, and those of another year when it comes', async () => {
  const now = new Date('2026-11-22T05:00:00Z')
  const made = await Promise.all([database.keepPartitions(now), database.keepPartitions(now)])
  expect(made.flat().toSorted()).toEqual([
    'audit_log_2026_11',
    'audit_log_2026_12',
    'candles_daily_2026',
    'candles_daily_2027',
    'candles_intraday_2026_11',
    'candles_intraday_2026_12',
    'dashboard_performance_2026',
    'dashboard_performance_2027',
    'job_occurrences_2026_11',
    'job_occurrences_2026_12',
    'llm_requests_2026_11',
    'llm_requests_2026_12',
    'portfolio_snapshots_2026_11',
    'portfolio_snapshots_2026_12',
    'top_picks_position_snapshots_2026_11',
    'top_picks_position_snapshots_2026_12',
  ])
  expect(await database.keepPartitions(now)).toEqual([])
  expect(await database.keepPartitions(new Date('2027-01-01T00:00:00Z'))).toEqual([
    'audit_log_2027_01',
    'audit_log_2027_02',
    'candles_daily_2028',
    'candles_intraday_2027_01',
    'candles_intraday_2027_02',
    'dashboard_performance_2028',
    'job_occurrences_2027_01',
    'job_occurrences_2027_02',
    'llm_requests_2027_01',
    'llm_requests_2027_02',
    'portfolio_snapshots_2027_01',
    'portfolio_snapshots_2027_02',
    'top_picks_position_snapshots_2027_01',
    'top_picks_position_snapshots_2027_02',
  ])
})
