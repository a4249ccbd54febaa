import { newId } from '@fyntrix/domain/shared'
import { expect, test } from 'vitest'
import { importSimulatedMarket, testServices } from '../testing/index.ts'
import { startOpenAiServer } from '../testing/openai-server/index.ts'

const end = '2026-07-09T10:30:00.000Z'

test('insights of a run are asked for once, kept, charged to the run, and a model that is out leaves the rest with its reason', async () => {
  const { services, again } = await testServices({ asOf: end })
  await importSimulatedMarket(services, end)
  const run = await services.topPicks.run({ universe: 'nifty50', mode: 'swing', trigger: 'manual', asOf: end })
  expect(run.picks.length).toBeGreaterThan(3)
  const text = JSON.stringify({ keyFindings: ['Agents agree.'], rationale: 'The plan follows the trend.' })
  let healthy = 3
  await using provider = await startOpenAiServer({
    plan: () => {
      healthy -= 1
      return healthy >= 0 ? { kind: 'answer', text } : { kind: 'status', status: 401 }
    },
  })
  const asking = again({
    llm: { on: true, settings: { baseUrl: provider.url, apiKey: 'key', models: ['gpt-4o-mini'], provider: 'openai' } },
  })
  const written = await asking.insights.write(run.id)
  expect(written.insights.length).toBe(3)
  expect(written.insights[0]).toMatchObject({ keyFindings: ['Agents agree.'], model: 'gpt-4o-mini' })
  expect(written.missing.length).toBe(run.picks.length - 3)
  expect(written.missing[0]?.reason).toContain('401')

  const kept = await services.insights.ofRun(run.id)
  expect(kept.insights).toEqual(written.insights)
  expect(kept.missing.every(({ reason }) => reason === 'nothing was written of it yet')).toBe(true)
  const off = await services.insights.write(run.id)
  expect(off.insights).toEqual(written.insights)
  expect(off.missing[0]?.reason).toBe('no model is asked in tests')

  const calls = await services.llmCosts.requests({ runId: run.id, status: 'ok', limit: 100 })
  expect(calls.map(({ id }) => id).toSorted()).toEqual(written.insights.map(({ requestId }) => requestId).toSorted())
  expect(calls[0]).toMatchObject({ purpose: 'insight', agent: 'insights', costBasis: 'price' })
  await expect(services.insights.ofRun(newId(new Date()))).rejects.toMatchObject({ code: 'not-found' })
})
