import type { Repositories } from '@fyntrix/db/shared'
import { type ChosenPreferences, preferencesOf } from '@fyntrix/domain/preferences'
import type { Id } from '@fyntrix/domain/shared'
import type { Redis } from 'ioredis'
import { intoRedis, type View } from '../shared/index.ts'
import { legacyPreferences, type preferenceProjection } from './preferences.cache.ts'

interface Dependencies {
  readonly redis: Redis
  readonly projection: ReturnType<typeof preferenceProjection>
}

/** What Redis holds of preferences, and how it follows the facts. May be repeated, in any order: what is written is what the facts say then. */
export interface PreferenceViews extends View {
  changed(facts: Repositories, userId: Id): Promise<void>
}

const pageSize = 500

export const createPreferenceViews = ({ redis, projection }: Dependencies): PreferenceViews => {
  const writes = (userId: Id, chosen: ChosenPreferences, version: number) =>
    Object.entries(legacyPreferences(preferencesOf(chosen))).map(([pref_key, value]) =>
      projection.write(redis, { user_id: userId, pref_key }, value, version),
    )

  return {
    name: 'preferences',
    patterns: [projection.definition.pattern],
    async changed(facts, userId) {
      const version = await facts.views.takeVersion()
      const { chosen } = await facts.preferences.of(userId)
      await intoRedis('the preferences', () => writes(userId, chosen, version))
    },
    async rebuild(facts) {
      let written = 0
      let after: Id | null = null
      for (;;) {
        const version = await facts.views.takeVersion()
        const page = await facts.preferences.list({ after, limit: pageSize })
        written += await intoRedis('the preferences', () =>
          page.flatMap(({ userId, chosen }) => writes(userId, chosen, version)),
        )
        const last = page.at(-1)
        if (last === undefined || page.length < pageSize) return written
        after = last.userId
      }
    },
  }
}
