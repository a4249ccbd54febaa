import { Health } from '@fyntrix/domain/health'
import { router, scoped } from '../trpc.ts'

export const healthRouter = router({
  /** How the installation is doing, component by component. */
  check: scoped('read')
    .output(Health)
    .query(({ ctx }) => ctx.app.services.health.check()),
})
