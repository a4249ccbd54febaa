import { newId } from '@fyntrix/domain/shared'
import { describe, expect, test } from 'vitest'
import { openControl, ran, testJob } from './testing/open-control.ts'

const minute = 60_000
const jobId = 'test.job'
const somebody = newId(new Date())
const hourly = { kind: 'cron', pattern: '0 * * * *', timezone: 'UTC', days: 'every' } as const
const session = { kind: 'session', at: { of: 'open', minutes: 30 } } as const

describe('a run now', () => {
  test('is done once under its idempotency key, however often it is asked for and by how many at once', async () => {
    await using ledger = await openControl(testJob())
    const request = { jobId, idempotencyKey: 'the same key' }
    const answers = await Promise.all(Array.from({ length: 6 }, () => ledger.jobs.runNow(somebody, request)))
    expect(new Set(answers.map(({ nominalAt }) => nominalAt)).size).toBe(1)
    expect(answers[0]).toMatchObject({ trigger: 'manual', state: 'planned', attempts: 0 })
    await ledger.work(ledger.daemon())
    expect(await ledger.entries()).toEqual(['06:30 ran'])
    expect(await ledger.jobs.runNow(somebody, request)).toEqual(answers[0])
    await expect(ledger.jobs.runNow(somebody, { ...request, jobId: 'no.job' })).rejects.toMatchObject({
      code: 'not-found',
      message: "there is no job 'no.job': there are test.job",
    })
    expect(await ledger.entries()).toEqual(['06:30 ran'])
  })

  test('without a key is another one each time, beside the schedule’s own', async () => {
    await using ledger = await openControl(testJob({ overlap: 'buffer-all' }))
    const two = await Promise.all([1, 2].map(() => ledger.jobs.runNow(somebody, { jobId })))
    expect(new Set(two.map(({ nominalAt }) => nominalAt)).size).toBe(2)
    ledger.pass(5 * minute)
    await ledger.work(ledger.daemon())
    expect(await ledger.entries()).toEqual(['06:30 ran', '06:30 ran', '06:35 ran'])
  })
})

describe('a pause', () => {
  test('leaves what was before to the policies, skips its own stretch, and both are told once', async () => {
    await using ledger = await openControl(testJob())
    const daemon = ledger.daemon()
    await ledger.work(daemon)
    ledger.pass(12 * minute)
    const paused = await ledger.jobs.pause(somebody, { jobId, reason: 'the feed is down' })
    const pause = { by: somebody, at: '2026-06-12T06:42:00.000Z', reason: 'the feed is down' }
    expect(paused).toEqual({ jobId, pause, changed: true })
    expect(await ledger.jobs.pause(somebody, { jobId, reason: 'another' })).toEqual({ jobId, pause, changed: false })
    // nobody had begun what was due, and nobody will
    await ledger.work(daemon)
    expect(await ledger.entries()).toEqual(['06:35 superseded', '06:40 skipped paused'])
    expect(await ledger.jobs.list()).toMatchObject([{ id: jobId, pause, waiting: 0, last: { state: 'skipped' } }])
    expect((await ledger.jobs.next({ limit: 1 }))[0]).toMatchObject({ skip: 'paused: the feed is down' })

    ledger.pass(10 * minute)
    expect(await ledger.jobs.resume(jobId)).toEqual({ jobId, pause: null, changed: true })
    expect(await ledger.jobs.resume(jobId)).toEqual({ jobId, pause: null, changed: false })
    expect((await ledger.entries()).slice(2)).toEqual(['06:45 skipped paused', '06:50 skipped paused'])
    ledger.pass(3 * minute)
    await ledger.work(daemon)
    expect((await ledger.entries()).slice(4)).toEqual(['06:55 ran'])
  })

  test('over more than a week is accounted for to the last nominal time, and what is asked for by hand runs in it', async () => {
    await using ledger = await openControl(testJob({ schedule: hourly }))
    await ledger.jobs.pause(somebody, { jobId, reason: 'a long one' })
    ledger.pass(20 * 24 * 60 * minute)
    await ledger.jobs.runNow(somebody, { jobId })
    await ledger.jobs.resume(jobId)
    await ledger.work(ledger.daemon())
    const entries = await ledger.entries()
    expect(entries.filter((entry) => entry.endsWith('skipped paused'))).toHaveLength(20 * 24)
    expect(entries.filter((entry) => !entry.endsWith('skipped paused'))).toEqual(['06:30 ran'])
  })
})

describe('taking back', () => {
  test('what waits is skipped, what runs is stopped by its daemon, what ended is refused with a word', async () => {
    await using ledger = await openControl(testJob({ overlap: 'allow-all' }))
    const begun = Promise.withResolvers<void>()
    const daemon = ledger.daemon(({ signal }) => {
      begun.resolve()
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    const waiting = await ledger.jobs.runNow(somebody, { jobId })
    const key = { jobId, nominalAt: waiting.nominalAt }
    const taken = await ledger.jobs.cancel(somebody, key)
    expect(taken).toMatchObject({ state: 'skipped', reason: 'cancelled', detail: `taken back by ${somebody}` })
    expect(await ledger.jobs.cancel(somebody, key)).toEqual(taken)

    const running = await ledger.jobs.runNow(somebody, { jobId })
    await daemon.look()
    await begun.promise
    const asked = await ledger.jobs.cancel(somebody, running)
    expect(asked).toMatchObject({ state: 'running', cancelRequested: true })
    await daemon.beat()
    await daemon.idle()
    expect(await ledger.jobs.byKey(running)).toMatchObject({ state: 'failed', error: 'cancelled' })

    ledger.pass(5 * minute)
    await ledger.work(ledger.daemon(ran))
    await expect(ledger.jobs.cancel(somebody, { jobId, nominalAt: '2026-06-12T06:35:00.000Z' })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('has ended as ran'),
    })
    for (const absent of [
      { jobId, nominalAt: '2026-06-12T06:36:00.000Z' },
      { ...key, jobId: 'no.job' },
    ])
      await expect(ledger.jobs.cancel(somebody, absent)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('what runs under a lease that has ended fails at once: nobody is there to hear of it', async () => {
    await using ledger = await openControl(testJob())
    const never = Promise.withResolvers<never>()
    const daemon = ledger.daemon(() => never.promise)
    const running = await ledger.jobs.runNow(somebody, { jobId })
    await daemon.look()
    ledger.pass(minute)
    expect(await ledger.jobs.cancel(somebody, running)).toMatchObject({
      state: 'failed',
      error: 'cancelled; its daemon died',
    })
    never.reject(new Error('over'))
    await daemon.idle()
    expect(await ledger.jobs.byKey(running)).toMatchObject({ state: 'failed', error: 'cancelled; its daemon died' })
  })
})

describe('a back-fill', () => {
  const stretch = { jobId, from: '2026-06-08T00:00:00.000Z', to: '2026-06-11T23:00:00.000Z', dryRun: false }

  test('plans what has no entry and what did not run, and leaves alone what did', async () => {
    await using ledger = await openControl(testJob({ schedule: session }))
    const counted = await ledger.jobs.backfill({ ...stretch, dryRun: true })
    expect(counted).toEqual({ jobId, planned: 4, reopened: 0, leftAlone: 0, dryRun: true })
    expect(await ledger.entries()).toEqual([])
    expect(await ledger.jobs.backfill(stretch)).toEqual({ ...counted, dryRun: false })
    expect(await ledger.jobs.backfill(stretch)).toMatchObject({ planned: 0, reopened: 0, leftAlone: 4 })
    const failing = ledger.daemon(({ nominal }) => {
      if (nominal.getTime() < Date.parse('2026-06-10T00:00:00.000Z')) throw new Error('broken')
      return ran({ nominal, signal: new AbortController().signal })
    })
    await ledger.work(failing)
    expect(await ledger.entries()).toEqual(['04:15 failed', '04:15 failed', '04:15 caught-up', '04:15 caught-up'])
    expect(await ledger.jobs.backfill(stretch)).toMatchObject({ planned: 0, reopened: 2, leftAlone: 2 })
    await ledger.work(ledger.daemon())
    const { occurrences } = await ledger.jobs.history({ limit: 10 })
    expect(occurrences.map(({ state, attempts, error, trigger }) => [state, attempts, error, trigger])).toEqual(
      Array.from({ length: 4 }, () => ['caught-up', 1, null, 'backfill']),
    )
  })

  test('leaves holidays alone, and refuses what is not past, beyond the calendar or too much', async () => {
    await using ledger = await openControl(testJob({ schedule: session }), testJob({ id: 'every.minute' }))
    // 2026-01-26 is a holiday
    const january = { ...stretch, from: '2026-01-26T00:00:00.000Z', to: '2026-01-27T23:00:00.000Z' }
    expect(await ledger.jobs.backfill(january)).toMatchObject({ planned: 1, leftAlone: 1 })
    for (const [request, code, message] of [
      [{ ...stretch, to: '2026-06-12T07:00:00.000Z' }, 'refused', 'lies ahead'],
      [{ ...stretch, from: '2015-01-01T00:00:00.000Z' }, 'refused', 'the calendar does not know'],
      [{ ...stretch, to: '2026-06-01T00:00:00.000Z' }, 'invalid-input', 'before it begins'],
      [{ ...stretch, jobId: 'every.minute', from: '1990-01-01T00:00:00.000Z' }, 'refused', 'over 2000 nominal times'],
      [{ ...stretch, jobId: 'no.job' }, 'not-found', 'every.minute'],
    ] as const)
      await expect(ledger.jobs.backfill(request)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(message),
      })
  })
})

test('history comes in pages without gap or repetition, narrowed by job, state and time', async () => {
  await using ledger = await openControl(testJob(), testJob({ id: 'other.job' }))
  const daemon = ledger.daemon()
  await ledger.work(daemon)
  for (let i = 0; i < 7; i++) {
    ledger.pass(5 * minute)
    await ledger.work(daemon)
  }
  const all = await ledger.jobs.history({ limit: 500 })
  expect([all.occurrences.length, all.next]).toEqual([14, null])
  const paged = []
  for (let cursor: string | undefined; ; ) {
    const page = await ledger.jobs.history({ limit: 3, ...(cursor && { cursor }) })
    paged.push(...page.occurrences)
    if (page.next === null) break
    cursor = page.next
  }
  expect(paged).toEqual(all.occurrences)
  const some = await ledger.jobs.history({
    limit: 500,
    jobId,
    state: 'ran',
    from: '2026-06-12T06:40:00.000Z',
    to: '2026-06-12T06:50:00.000Z',
  })
  expect(some.occurrences.map((one) => one.nominalAt.slice(11, 16))).toEqual(['06:50', '06:45', '06:40'])
  for (const cursor of ['', 'x', '2026-06-12T06:40:00.000Z', '2026-06-12T06:40:00.000Z NO', 'a b c'])
    await expect(ledger.jobs.history({ limit: 1, cursor })).rejects.toMatchObject({ code: 'invalid-input' })
})

test('a list names every job, also before a daemon saw it; next times run through all of them, to the end of the calendar', async () => {
  await using ledger = await openControl(testJob(), testJob({ id: 'session.job', schedule: session }))
  const [first, second] = await ledger.jobs.list()
  expect(first).toMatchObject({ id: jobId, next: '2026-06-12T06:35:00.000Z', plannedThrough: null, last: null })
  // a Friday: the next session is on Monday
  expect(second).toMatchObject({
    id: 'session.job',
    next: '2026-06-15T04:15:00.000Z',
    schedule: 'each session at open+30m',
  })
  const fires = await ledger.jobs.next({ limit: 3 })
  expect(fires.map(({ at }) => at.slice(11, 16))).toEqual(['06:35', '06:40', '06:45'])
  ledger.pass(202 * 24 * 60 * minute)
  expect((await ledger.jobs.list())[1]).toMatchObject({ next: null })
  expect(await ledger.jobs.next({ jobId: 'session.job', limit: 3 })).toEqual([])
})

test('daemons are alive for the length of a lease after their last beat', async () => {
  await using ledger = await openControl(testJob())
  await ledger.daemon().beat()
  expect(await ledger.jobs.daemons()).toMatchObject([{ id: 'daemon-1', alive: true, running: 0 }])
  ledger.pass(10_001)
  expect(await ledger.jobs.daemons()).toMatchObject([{ id: 'daemon-1', alive: false }])
})
