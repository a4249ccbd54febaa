import { type Duration, defineHash } from '@fyntrix/cache'
import { istDate, istTime } from '@fyntrix/calendar'
import { type LevelsScope, PivotLevels, SymbolLevels } from '@fyntrix/domain/levels'
import { z } from 'zod'
import { fieldsOf } from '../shared/index.ts'

const hour = 3_600

/** Seconds for which levels count as fresh. */
export const freshFor: Readonly<Record<LevelsScope, number>> = { D: hour, W: 6 * hour, M: 24 * hour, Y: 7 * 24 * hour }

/** The legacy name is of a time in Asia/Kolkata; with its offset it is an instant. */
const istText = (at: number): string => `${istDate(at)}T${istTime(at)}+05:30`

const toFields = ({ symbol, scope, from, asOf, ...rest }: SymbolLevels) =>
  fieldsOf({
    symbol,
    timeframe_scope: scope,
    ...rest,
    from_session: from,
    as_of: asOf,
    computed_at_ist: istText(Date.parse(asOf)),
  })

const number = z.string().transform(Number)
const pivots = z.record(PivotLevels.keyof(), number)

const LevelsFields = z
  .looseObject({ missing: number, simulated: z.enum(['true', 'false']) })
  .transform(({ timeframe_scope: scope, from_session: from, as_of: asOf, missing, simulated, ...rest }) => ({
    ...rest,
    ...pivots.parse(Object.fromEntries(PivotLevels.keyof().options.map((name) => [name, rest[name]]))),
    scope,
    from,
    asOf,
    missing,
    simulated: simulated === 'true',
  }))
  .pipe(SymbolLevels)

/** For how long levels stay: long after they were fresh. */
export const levelsLifetime = '30d'

/**
 * The levels of each symbol and span, under the name and with the fields that legacy readers know. They stay far longer than they are fresh, so that there
 * is a last good value to serve.
 */
export const levelsProjection = (prefix: string, lifetime: Duration = levelsLifetime) =>
  defineHash(
    {
      pattern: 'sr:levels:{symbol}:{scope}',
      description: 'floor pivots of a symbol over a session, a week, a month or a year of sessions',
      schema: LevelsFields,
      encode: toFields,
      decode: (fields) => fields,
      lifetime,
    },
    prefix,
  )
