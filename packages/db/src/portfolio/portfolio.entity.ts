import { Exchange, LedgerEntry, Product, Side } from '@fyntrix/domain/portfolio'
import { Lane } from '@fyntrix/domain/shared'
import { defineEntity, p } from '@mikro-orm/core'
import { AccountEntity } from '../access/access.entity.ts'

const kinds = LedgerEntry.options.map(({ shape }) => shape.kind.value)

/** An entry of an account's ledger. The database refuses to change or delete one. */
export const PortfolioFillSchema = defineEntity({
  name: 'PortfolioFillEntity',
  tableName: 'portfolio_fills',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(AccountEntity).ref().updateRule('no action').deleteRule('restrict'),
    lane: p.enum(Lane.options),
    source: p.text(),
    externalId: p.text(),
    kind: p.enum(kinds),
    symbol: p.text(),
    exchange: p.enum(Exchange.options),
    product: p.enum(Product.options).nullable(),
    side: p.enum(Side.options).nullable(),
    quantity: p.integer().nullable(),
    price: p.decimal('string').precision(20).scale(4).nullable(),
    fees: p.decimal('string').precision(20).scale(4).nullable(),
    numerator: p.integer().nullable(),
    denominator: p.integer().nullable(),
    exDate: p.date().nullable(),
    reverses: p.uuid().nullable().unique('portfolio_fills_reverses_unique'),
    at: p.datetime(),
    recordedAt: p.datetime(),
    line: p.integer(),
  },
  uniques: [{ name: 'portfolio_fills_external_id_unique', properties: ['account', 'lane', 'source', 'externalId'] }],
  indexes: [{ name: 'portfolio_fills_listing_index', properties: ['account', 'lane', 'at', 'id'] }],
  triggers: [
    {
      name: 'append_only',
      timing: 'before',
      events: ['update', 'delete'],
      forEach: 'statement',
      body: `raise exception 'entries of a ledger do not change: add a reversal'`,
    },
  ],
  checks: [
    {
      name: 'portfolio_fills_shape_check',
      expression: `case kind when 'fill' then product is not null and side is not null and quantity > 0 and price > 0 and fees >= 0
          when 'reversal' then reverses is not null else numerator > 0 and denominator > 0 and ex_date is not null end`,
    },
  ],
})
export class PortfolioFillEntity extends PortfolioFillSchema.class {}
PortfolioFillSchema.setClass(PortfolioFillEntity)

/** Stop and target of a position from an instant on. A newer row replaces an older one, which stays. */
export const PortfolioPlanSchema = defineEntity({
  name: 'PortfolioPlanEntity',
  tableName: 'portfolio_plans',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(AccountEntity).ref().updateRule('no action').deleteRule('restrict'),
    lane: p.enum(Lane.options),
    symbol: p.text(),
    exchange: p.enum(Exchange.options),
    product: p.enum(Product.options),
    stopLoss: p.double().nullable(),
    target: p.double().nullable(),
    setAt: p.datetime(),
    recordedAt: p.datetime(),
  },
  indexes: [
    {
      name: 'portfolio_plans_position_index',
      properties: ['account', 'lane', 'symbol', 'exchange', 'product', 'setAt'],
    },
  ],
})
export class PortfolioPlanEntity extends PortfolioPlanSchema.class {}
PortfolioPlanSchema.setClass(PortfolioPlanEntity)
