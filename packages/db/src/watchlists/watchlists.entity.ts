import { Mode } from '@fyntrix/domain/top-picks'
import { defineEntity, p } from '@mikro-orm/core'
import { UserEntity } from '../access/access.entity.ts'

/** A stock that a user watches, once. Ids are made as entries are added, so that they tell their order. */
export const WatchlistEntrySchema = defineEntity({
  name: 'WatchlistEntryEntity',
  tableName: 'user_watchlists',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(UserEntity).ref().deleteRule('cascade'),
    symbol: p.text(),
    exchange: p.text().nullable(),
    notes: p.text().nullable(),
    desiredEntry: p.double().nullable(),
    stopLoss: p.double().nullable(),
    target: p.double().nullable(),
    timeframe: p.enum(Mode.options).nullable(),
    addedAt: p.datetime(),
    updatedAt: p.datetime(),
  },
  uniques: [{ name: 'user_watchlists_symbol_unique', properties: ['user', 'symbol'] }],
  indexes: [{ name: 'user_watchlists_newest_index', properties: ['user', 'id'] }],
  checks: [
    { name: 'user_watchlists_prices_check', expression: `least(desired_entry, stop_loss, target) > '0'` },
    {
      name: 'user_watchlists_sides_check',
      expression: 'stop_loss < desired_entry and desired_entry < target and stop_loss < target',
    },
  ],
})
export class WatchlistEntryEntity extends WatchlistEntrySchema.class {}
WatchlistEntrySchema.setClass(WatchlistEntryEntity)
