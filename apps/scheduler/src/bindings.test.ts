import { jobCatalogue } from '@fyntrix/services/jobs'
import { silentLog } from '@fyntrix/services/shared'
import { testServices } from '@fyntrix/services/testing'
import { expect, test } from 'vitest'
import { bindJobs } from './bindings.ts'

const { services } = await testServices({ asOf: '2026-06-12T06:00:00.000Z' })

test('every job of the catalogue has a handler, once', () => {
  const bindings = bindJobs({ services, log: silentLog, refreshCandles: () => Promise.resolve() })
  expect(bindings.map(({ definition }) => definition.id).toSorted()).toEqual(
    jobCatalogue.map(({ id }) => id).toSorted(),
  )
})
