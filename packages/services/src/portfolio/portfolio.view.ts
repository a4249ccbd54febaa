import { PortfolioSnapshot, type Product } from '@fyntrix/domain/portfolio'
import { z } from 'zod'
import { toCamelCase, toSnakeCase } from '../shared/case.ts'

const Fields = z.record(z.string(), z.unknown())

const modes: Readonly<Record<Product, string>> = { MIS: 'Intraday', CNC: 'Swing', NRML: 'Futures' }

/** A snapshot as it stands in Redis: the legacy payload in snake_case with UTC times, plus everything that we know beyond it. */
export const toView = (snapshot: PortfolioSnapshot): Readonly<Record<string, unknown>> => {
  const fields = Fields.parse(toSnakeCase(snapshot))
  if (snapshot.kind === 'watchlist') return fields
  const positions = snapshot.positions.map((position) => ({
    ...Fields.parse(toSnakeCase(position)),
    mode: modes[position.product],
    instrument_token: null,
    source: 'ledger',
  }))
  return { ...fields, positions }
}

/** Reads a view back; what only legacy readers need falls away. */
export const PortfolioView = z.unknown().transform(toCamelCase).pipe(PortfolioSnapshot)
