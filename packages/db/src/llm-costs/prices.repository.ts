import { PriceOverride } from '@fyntrix/domain/llm-costs'
import type { EntityManager } from '@mikro-orm/postgresql'
import { instant, query } from '../shared/sql.ts'

/** Prices of our own. A price is never changed: a later one follows it. */
export class LlmPricesRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Adds a price; false when there is one of the same model, tier and instant. */
  async add({ id, provider, model, tier, effectiveFrom, rates, note }: PriceOverride): Promise<boolean> {
    const rows = await query(
      this.#em,
      `insert into llm_prices (id, provider, model, tier, effective_from, rates, note) values (?, ?, ?, ?, ?, ?::jsonb, ?)
       on conflict (provider, model, tier, effective_from) do nothing returning id`,
      [id, provider, model, tier, effectiveFrom, JSON.stringify(rates), note],
    )
    return rows.length === 1
  }

  /** All of them, by model and instant. */
  async list(): Promise<PriceOverride[]> {
    const rows = await query<{ price: unknown }>(
      this.#em,
      `select jsonb_build_object('id', id, 'provider', provider, 'model', model, 'tier', tier, 'effectiveFrom', ${instant('effective_from')},
         'rates', rates, 'note', note) as price
       from llm_prices order by provider, model, tier, effective_from`,
    )
    return rows.map(({ price }) => PriceOverride.parse(price))
  }
}
