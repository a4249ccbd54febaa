import { Preferences, PreferencesChange } from '@fyntrix/domain/preferences'
import { router, scoped } from '../trpc.ts'

export const preferencesRouter = router({
  /** What holds for the caller: the defaults before anything was chosen. */
  get: scoped('read', { owner: 'own' })
    .output(Preferences)
    .query(({ ctx }) => ctx.app.services.preferences.get(ctx.session.userId)),

  /** Changes what is named; null goes back to the default. */
  update: scoped('write')
    .input(PreferencesChange)
    .output(Preferences)
    .mutation(({ ctx, input }) => ctx.app.services.preferences.update(ctx.session.userId, input)),

  /** Chooses everything anew; what is left out goes back to the default. */
  replace: scoped('write')
    .input(PreferencesChange)
    .output(Preferences)
    .mutation(({ ctx, input }) => ctx.app.services.preferences.replace(ctx.session.userId, input)),
})
