import { expect, test } from 'vitest'
import { silentLog } from '../shared/index.ts'
import { testServices } from '../testing/index.ts'
import { bindJobs } from './bind-jobs.ts'
import { jobCatalogue } from './catalogue.ts'

const { services } = await testServices({ asOf: '2026-06-12T06:00:00.000Z' })

test('every job of the catalogue has a handler, once', () => {
  const bindings = bindJobs({ services, log: silentLog, refreshCandles: () => Promise.resolve() })
  expect(bindings.map(({ definition }) => definition.id).toSorted()).toEqual(
    jobCatalogue.map(({ id }) => id).toSorted(),
  )
})
