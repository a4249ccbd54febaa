import { MarketRegion, RiskProfile } from '@fyntrix/domain/preferences'
import { Mode } from '@fyntrix/domain/top-picks'
import { Universe } from '@fyntrix/domain/universes'
import { defineEntity, p } from '@mikro-orm/core'
import { UserEntity } from '../access/access.entity.ts'

/** What a user chose; null where the default holds. */
export const PreferencesSchema = defineEntity({
  name: 'PreferencesEntity',
  tableName: 'user_preferences',
  properties: {
    user: () => p.manyToOne(UserEntity).ref().primary().deleteRule('cascade').updateRule('no action'),
    disclosureAccepted: p.boolean().nullable(),
    disclosureVersion: p.text().nullable(),
    universe: p.enum(Universe.options).nullable(),
    marketRegion: p.enum(MarketRegion.options).nullable(),
    riskProfile: p.enum(RiskProfile.options).nullable(),
    tradingModes: p.array<Mode>().columnType('text[]').nullable(),
    primaryMode: p.enum(Mode.options).nullable(),
    auxiliaryModes: p.array<Mode>().columnType('text[]').nullable(),
    revision: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
  checks: [
    {
      name: 'user_preferences_modes_check',
      expression: `trading_modes <@ array['scalping', 'intraday', 'swing', 'options', 'futures']
          and auxiliary_modes <@ array['scalping', 'intraday', 'swing', 'options', 'futures']`,
    },
  ],
})
export class PreferencesEntity extends PreferencesSchema.class {}
PreferencesSchema.setClass(PreferencesEntity)
