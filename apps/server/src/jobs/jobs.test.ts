import { newId } from '@fyntrix/domain/shared'
import { expect, test } from 'vitest'
import { ask, errorOf, testServer } from '../testing/index.ts'

const server = await testServer()
const metrics = async () => (await ask(`${server.url()}/metrics`, await server.key('read'))).text

test('metrics say what waits, runs and ended, how long it took and how late it began; a job that does not exist makes no series', async () => {
  const admin = await server.client('admin')
  const first = await admin.jobs.runNow({ jobId: 'levels.close' })
  await admin.jobs.cancel(first)
  await admin.jobs.runNow({ jobId: 'scores.close' })
  const now = Date.now()
  const at = (ms: number) => new Date(now + ms)
  const { ledger, jobScans } = server.database.repositories()
  await ledger.register(['gone.job'], null)
  await server.database.transaction(async (tx) => {
    await tx.jobControl.plan('gone.job', [now], 'manual', now)
    await tx.jobControl.plan('dashboard.7d', [now - 3_000], 'manual', now)
  })
  await server.database.transaction(async (tx) => {
    const [row] = await tx.ledger.active(['dashboard.7d'])
    if (!row) throw new Error('nothing is planned')
    const change = { ...row, isNew: false, state: 'running', reason: null, detail: null, caughtUp: false } as const
    const [claim] = await tx.ledger.apply('me', 60_000, now, [{ ...change, messageId: newId(at(0)) }], [])
    if (claim) await tx.ledger.settle(claim, { state: 'ran' }, at(2_000), newId(at(0)))
  })
  await jobScans.save(now, {
    total: 2,
    findings: ['gone.job', 'levels.close'].map((jobId) => ({ kind: 'unknown', jobId, nominalAt: null, detail: '' })),
  })
  const text = await metrics()
  for (const line of [
    'fyntrix_jobs_daemons 0',
    'fyntrix_jobs_active{job="scores.close",state="planned"} 1',
    'fyntrix_jobs_active{job="unknown",state="planned"} 1',
    'fyntrix_jobs_ended{job="levels.close",state="skipped"} 1',
    'fyntrix_jobs_ended{job="dashboard.7d",state="ran"} 1',
    'fyntrix_jobs_duration_seconds{job="dashboard.7d",state="ran",quantile="1"} 2',
    'fyntrix_jobs_findings{kind="unknown",job="unknown"} 1',
    'fyntrix_jobs_findings{kind="unknown",job="levels.close"} 1',
  ])
    expect(text.split('\n')).toContain(line)
  expect(text).not.toContain('gone.job')
})

test('who may read may not steer, who may run may not pause; a job that does not exist is told by name', async () => {
  const [reader, runner] = [await server.client('read'), await server.client('read', 'run')]
  await expect(reader.jobs.runNow({ jobId: 'levels.close' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(runner.jobs.pause({ jobId: 'levels.close', reason: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(runner.jobs.runNow({ jobId: 'no.job' })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('levels.close'),
  })
  const wrong = await ask(
    `${server.url()}/trpc/jobs.history?input=${encodeURIComponent('{"cursor":"x"}')}`,
    await server.key('read'),
  )
  expect([wrong.status, errorOf(wrong).data.domainCode]).toEqual([400, 'invalid-input'])
})
