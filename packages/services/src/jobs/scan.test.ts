import { sampleRun } from '@fyntrix/db/testing'
import { newId } from '@fyntrix/domain/shared'
import { describe, expect, test } from 'vitest'
import { scan } from './scan.ts'
import { openControl, testJob } from './testing/open-control.ts'

const minute = 60_000
const somebody = newId(new Date())
const jobId = 'test.job'
const limited = { group: { name: 'shared', limit: 1 } } as const

const open = async () => {
  const definitions = [
    testJob(),
    testJob({ id: 'one.of-group', ...limited }),
    testJob({ id: 'other.of-group', ...limited }),
  ]
  const ledger = await openControl(...definitions)
  const look = () =>
    scan({
      db: ledger.database,
      definitions: new Map(definitions.map((one) => [one.id, one])),
      times: ledger.times,
      at: ledger.at,
    })
  return {
    ...ledger,
    look,
    /** Findings as `kind job hh:mm`, whatever was found a moment ago. */
    async found() {
      await ledger.client.query('update job_scans set at = null')
      const result = await look()
      return result?.findings.map(({ kind, jobId: id, nominalAt }) => `${kind} ${id} ${nominalAt?.slice(11, 16)}`)
    },
    sql: (text: string) => ledger.client.query(text),
    [Symbol.asyncDispose]: () => ledger[Symbol.asyncDispose](),
  }
}

const occurrence = (id: string, time: string, state: string, more: Record<string, string> = {}) => {
  const columns = { due_at: `'2026-06-12T${time}Z'`, ...more }
  return `insert into job_occurrences (job_id, nominal_at, trigger, state, ${Object.keys(columns).join(', ')})
    values ('${id}', '2026-06-12T${time}Z', 'schedule', '${state}', ${Object.values(columns).join(', ')})`
}

/** Everything is looked at and planned at the instant, as by a daemon that works. */
const current = `update job_schedules set planned_through = '2026-06-12T06:59Z', next_at = '2026-06-12T07:00Z'`

/** A ledger at 06:59 in which all is well. */
const openWell = async () => {
  const ledger = await open()
  await ledger.work(ledger.daemon())
  ledger.pass(29 * minute)
  await ledger.sql(current)
  expect(await ledger.found()).toEqual([])
  return ledger
}

describe('the scan finds, by job and nominal time,', () => {
  test('what is overdue: due for over two minutes, and nobody begins it', async () => {
    await using ledger = await openWell()
    await ledger.jobs.runNow(somebody, { jobId })
    await ledger.sql(`delete from job_occurrences`)
    await ledger.sql(current)
    await ledger.sql(occurrence(jobId, '06:57', 'planned'))
    expect(await ledger.found()).toEqual([])
    await ledger.sql(occurrence(jobId, '06:55', 'planned'))
    expect(await ledger.found()).toEqual(['overdue test.job 06:55'])
  })

  test('but not what waits for one of its job or of its group, unless its window has ended', async () => {
    await using ledger = await openWell()
    await ledger.jobs.backfill({
      jobId,
      from: '2026-06-12T06:00:00.000Z',
      to: '2026-06-12T06:25:00.000Z',
      dryRun: false,
    })
    await ledger.sql(`delete from job_occurrences`)
    await ledger.sql(current)
    const running = { lease_until: `'2026-06-12T07:00Z'`, epoch: '1', attempts: '1' }
    await ledger.sql(occurrence(jobId, '06:50', 'running', running))
    await ledger.sql(occurrence(jobId, '06:55', 'planned'))
    await ledger.sql(occurrence('one.of-group', '06:50', 'running', running))
    await ledger.sql(occurrence('other.of-group', '06:55', 'planned'))
    expect(await ledger.found()).toEqual([])
    await ledger.sql(occurrence('other.of-group', '05:55', 'planned'))
    expect(await ledger.found()).toEqual(['overdue other.of-group 05:55'])
  })

  test('what is stuck: running, a minute after its lease', async () => {
    await using ledger = await openWell()
    await ledger.jobs.runNow(somebody, { jobId })
    await ledger.sql(`delete from job_occurrences`)
    await ledger.sql(current)
    await ledger.sql(occurrence(jobId, '06:50', 'running', { lease_until: `'2026-06-12T06:58:30Z'` }))
    expect(await ledger.found()).toEqual([])
    await ledger.sql(`update job_occurrences set lease_until = '2026-06-12T06:57:59Z'`)
    expect(await ledger.found()).toEqual(['stuck test.job 06:50'])
  })

  test('what nobody plans: a nominal time after the watermark, or a schedule that nobody looks at', async () => {
    await using ledger = await openWell()
    await ledger.sql(`update job_schedules set planned_through = '2026-06-12T06:54Z' where job_id = '${jobId}'`)
    expect(await ledger.found()).toEqual(['unplanned test.job 06:55'])
    await ledger.sql(current)
    await ledger.sql(`update job_schedules set next_at = '2026-06-12T06:56Z' where job_id = '${jobId}'`)
    expect(await ledger.found()).toEqual(['unplanned test.job undefined'])
  })

  test('what is unknown: waiting for a job that does not exist, until somebody takes it back', async () => {
    await using ledger = await openWell()
    await ledger.jobs.runNow(somebody, { jobId })
    await ledger.sql(
      `insert into job_schedules (job_id, planned_through, next_at) values ('gone.job', '2026-06-01', '2026-06-01')`,
    )
    await ledger.sql(`update job_occurrences set job_id = 'gone.job'`)
    await ledger.sql(current)
    expect(await ledger.found()).toEqual(['unknown gone.job 06:59'])
    const [left] = (await ledger.jobs.history({ limit: 1 })).occurrences
    if (left) await ledger.jobs.cancel(somebody, left)
    await ledger.sql(current)
    expect(await ledger.found()).toEqual([])
  })

  test('what is there twice: two runs that a schedule recorded for one instant', async () => {
    await using ledger = await openWell()
    const at = new Date('2026-06-12T06:36:00.000Z')
    const record = async () => {
      const fence = await ledger.database.repositories().topPicks.takeFence()
      await ledger.database.transaction((tx) => tx.topPicks.insertRun(sampleRun({ at, trigger: 'hourly' }), fence))
    }
    await record()
    expect(await ledger.found()).toEqual([])
    await record()
    expect(await ledger.found()).toEqual(['duplicate top-picks.hourly.nifty50.swing 06:36'])
  })

  test('what is there twice: one thing that two occurrences wrote', async () => {
    await using ledger = await openWell()
    await ledger.jobs.runNow(somebody, { jobId })
    await ledger.sql(`delete from job_occurrences`)
    await ledger.sql(current)
    const wrote = { finished_at: `'2026-06-12T06:51Z'`, wrote: `'[{"noun": "scores", "id": "one"}]'` }
    await ledger.sql(occurrence(jobId, '06:50', 'ran', wrote))
    expect(await ledger.found()).toEqual([])
    await ledger.sql(occurrence('one.of-group', '06:50', 'ran', wrote))
    expect(await ledger.found()).toEqual(['duplicate test.job 06:50'])
  })
})

test('however many look at once, the ledger is looked over once a minute, and what was found is kept', async () => {
  await using ledger = await openWell()
  await ledger.sql(`update job_schedules set planned_through = '2026-06-12T06:54Z' where job_id = '${jobId}'`)
  expect(await ledger.look()).toBe(null)
  ledger.pass(minute)
  const looks = await Promise.all(Array.from({ length: 5 }, ledger.look))
  expect(looks.filter((one) => one !== null)).toHaveLength(1)
  expect(await ledger.jobs.scan()).toEqual(looks.find((one) => one !== null))
  expect(await ledger.jobs.scan()).toMatchObject({ at: '2026-06-12T07:00:00.000Z', total: 1 })
})
