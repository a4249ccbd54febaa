import type { StoredPreferences } from '@fyntrix/db/preferences'
import type { Database } from '@fyntrix/db/shared'
import {
  type ChosenPreferences,
  type Preferences as Held,
  nothingChosen,
  type PreferencesChange,
  PreferenceValues,
  preferenceProblem,
  preferencesOf,
} from '@fyntrix/domain/preferences'
import { DomainError, type Id, type Now, newId, toInstant } from '@fyntrix/domain/shared'

/** What users prefer. Each call sees and changes one user's preferences only. */
export interface Preferences {
  /** What holds for a user: the defaults for who chose nothing. */
  get(userId: Id): Promise<Held>
  /**
   * Changes what is named; null goes back to the default. Of two changes at a time of different preferences both stay, of the same one the later; with a
   * `revision` it is made only over that one. Throws `invalid-input` when the whole would not fit together, `conflict` when another revision is stored,
   * `not-found` for a user that is unknown.
   */
  update(userId: Id, change: PreferencesChange): Promise<Held>
  /** Chooses everything anew; what is left out goes back to the default. Throws as `update`. */
  replace(userId: Id, replacement: PreferencesChange): Promise<Held>
}

interface Dependencies {
  readonly db: Database
  readonly wall: Now
}

const heldOf = ({ chosen, revision, updatedAt }: Omit<StoredPreferences, 'userId'>): Held => ({
  ...preferencesOf(chosen),
  chosen: PreferenceValues.keyof().options.filter((key) => chosen[key] !== null),
  revision,
  updatedAt,
})

/** The choices, with those that are named replaced. */
const changed = (before: ChosenPreferences, change: Omit<PreferencesChange, 'revision'>): ChosenPreferences => ({
  ...before,
  ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
})

export const createPreferences = ({ db, wall }: Dependencies): Preferences => {
  const change = (
    userId: Id,
    wanted: PreferencesChange['revision'],
    choose: (before: ChosenPreferences) => ChosenPreferences,
  ): Promise<Held> =>
    db.transaction(async (tx) => {
      if (!(await tx.preferences.hold(userId))) throw new DomainError('not-found', `there is no user ${userId}`)
      const before = await tx.preferences.of(userId)
      if (wanted !== undefined && wanted !== before.revision)
        throw new DomainError(
          'conflict',
          `the preferences are at revision ${before.revision}, not ${wanted}: read them again`,
        )
      const chosen = choose(before.chosen)
      const problem = preferenceProblem(preferencesOf(chosen))
      if (problem !== undefined) throw new DomainError('invalid-input', problem)
      const now = wall()
      const after = { chosen, revision: before.revision + 1, updatedAt: toInstant(now) }
      await tx.preferences.write(userId, chosen, { revision: after.revision, at: after.updatedAt })
      await tx.outbox.append({ topic: 'preferences.changed', userId }, newId(now))
      return heldOf(after)
    })

  return {
    get: async (userId) => heldOf(await db.repositories().preferences.of(userId)),
    update: (userId, { revision, ...changes }) => change(userId, revision, (before) => changed(before, changes)),
    replace: (userId, { revision, ...changes }) => change(userId, revision, () => changed(nothingChosen, changes)),
  }
}
