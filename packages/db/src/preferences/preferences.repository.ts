import { ChosenPreferences, nothingChosen } from '@fyntrix/domain/preferences'
import type { Id, Instant } from '@fyntrix/domain/shared'
import type { EntityManager } from '@mikro-orm/postgresql'
import { holdUser } from '../access/hold-user.ts'
import { instant, query } from '../shared/sql.ts'

/** What a user chose. `revision` is 0 before the first choice, when `updatedAt` is null. */
export interface StoredPreferences {
  readonly userId: Id
  readonly chosen: ChosenPreferences
  readonly revision: number
  readonly updatedAt: Instant | null
}

const columns = `user_id as "userId", disclosure_accepted as "disclosureAccepted", disclosure_version as "disclosureVersion", universe,
  market_region as "marketRegion", risk_profile as "riskProfile", trading_modes as "tradingModes", primary_mode as "primaryMode",
  auxiliary_modes as "auxiliaryModes", revision, ${instant('updated_at')} as "updatedAt"`

type Row = ChosenPreferences & Pick<StoredPreferences, 'userId' | 'revision' | 'updatedAt'>

const storedOf = ({ userId, revision, updatedAt, ...chosen }: Row): StoredPreferences => ({
  userId,
  chosen: ChosenPreferences.parse(chosen),
  revision,
  updatedAt,
})

/** PostgreSQL's text of a list of slugs, which need no quotes. */
const arrayText = (slugs: readonly string[] | null): string | null => slugs && `{${slugs.join(',')}}`

/** What users prefer. */
export class PreferencesRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Makes changes of a user's preferences wait for each other until the transaction ends. False when there is no such user. */
  hold(userId: Id): Promise<boolean> {
    return holdUser(this.#em, userId)
  }

  /** What a user chose; nothing where nothing is stored. */
  async of(userId: Id): Promise<StoredPreferences> {
    const [row] = await query<Row>(this.#em, `select ${columns} from user_preferences where user_id = ?`, [userId])
    return row === undefined ? { userId, chosen: nothingChosen, revision: 0, updatedAt: null } : storedOf(row)
  }

  /** Everybody who chose anything, in pages by user id. */
  async list({ after, limit }: { readonly after: Id | null; readonly limit: number }): Promise<StoredPreferences[]> {
    const rows = await query<Row>(
      this.#em,
      `select ${columns} from user_preferences where ?::uuid is null or user_id > ? order by user_id limit ?`,
      [after, after, limit],
    )
    return rows.map(storedOf)
  }

  /** Replaces what a user chose, while the user is held. */
  async write(
    userId: Id,
    chosen: ChosenPreferences,
    { revision, at }: { revision: number; at: Instant },
  ): Promise<void> {
    await query(
      this.#em,
      `insert into user_preferences (user_id, disclosure_accepted, disclosure_version, universe, market_region, risk_profile, trading_modes,
         primary_mode, auxiliary_modes, revision, created_at, updated_at)
       values (?, ?, ?, ?, ?, ?, ?::text[], ?, ?::text[], ?, ?, ?)
       on conflict (user_id) do update set disclosure_accepted = excluded.disclosure_accepted, disclosure_version = excluded.disclosure_version,
         universe = excluded.universe, market_region = excluded.market_region, risk_profile = excluded.risk_profile,
         trading_modes = excluded.trading_modes, primary_mode = excluded.primary_mode, auxiliary_modes = excluded.auxiliary_modes,
         revision = excluded.revision, updated_at = excluded.updated_at`,
      [
        userId,
        chosen.disclosureAccepted,
        chosen.disclosureVersion,
        chosen.universe,
        chosen.marketRegion,
        chosen.riskProfile,
        arrayText(chosen.tradingModes),
        chosen.primaryMode,
        arrayText(chosen.auxiliaryModes),
        revision,
        at,
        at,
      ],
    )
  }
}
