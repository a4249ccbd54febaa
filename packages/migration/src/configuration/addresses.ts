import { DomainError } from '@fyntrix/domain/shared'
import { connectionsFrom } from '@fyntrix/services/shared'

/** Variables by name; an empty value counts as absent. */
export type Values = Readonly<Record<string, string>>

/** Where the legacy system found a service. */
export interface LegacyAddress {
  /** Undefined where nothing names it. */
  readonly address: string | undefined
  /** The variables that it is made of. */
  readonly from: readonly string[]
  /** Why it cannot be moved; says what to do. */
  readonly problem?: string
  readonly notes: readonly string[]
}

/** What our schema makes of variables: the addresses, or what it says is wrong. */
export const ourAddresses = (values: Values): ReturnType<typeof connectionsFrom> & { readonly problem?: string } => {
  try {
    return connectionsFrom(values)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { databaseUrl: undefined, redisUrl: undefined, problem: error.message }
  }
}

/** SQLAlchemy writes the driver into the scheme: `postgresql+asyncpg://`. */
const withoutDriver = (address: string): string => address.replace(/^(postgres(?:ql)?)\+\w+:/, '$1:')

const sameDatabase = (one: string, other: string): boolean =>
  withoutDriver(one).replace(/^postgres:/, 'postgresql:') === withoutDriver(other).replace(/^postgres:/, 'postgresql:')

/** PostgreSQL, as both of the legacy engines found it: one looked at ARISE_DATABASE_URL first, the other at DATABASE_URL. */
export const legacyDatabase = (values: Values): LegacyAddress => {
  const arise = values['ARISE_DATABASE_URL']
  const common = values['DATABASE_URL']
  const from = common ? ['DATABASE_URL'] : arise ? ['ARISE_DATABASE_URL'] : []
  if (arise && common && !sameDatabase(arise, common)) {
    return {
      address: undefined,
      from,
      problem: `ARISE_DATABASE_URL and DATABASE_URL name different databases, and the legacy system used both: set FYNTRIX_DATABASE_URL to the one that is meant`,
      notes: [],
    }
  }
  const address = withoutDriver(common || arise || '')
  if (address === '') return { address: undefined, from, notes: [] }
  const { databaseUrl, problem } = ourAddresses({ FYNTRIX_DATABASE_URL: address })
  return problem === undefined
    ? { address: databaseUrl, from, notes: [] }
    : {
        address: undefined,
        from,
        problem: `${from.join()} is no address of PostgreSQL: set FYNTRIX_DATABASE_URL to one`,
        notes: [],
      }
}

const placeOf = (address: string | undefined): string => {
  if (address === undefined || !URL.canParse(address)) return ''
  const { hostname, port, pathname } = new URL(address)
  return `${hostname}:${port || '6379'}/${pathname.slice(1) || '0'}`
}

const partNames = ['REDIS_HOST', 'REDIS_PORT', 'REDIS_DB', 'REDIS_PASSWORD'] as const

/** Redis, as the legacy client of the schedulers and the API found it: REDIS_URL, else host, port, database and password. */
export const legacyRedis = (values: Values): LegacyAddress => {
  const parts = Object.fromEntries(partNames.flatMap((name) => (values[name] ? [[name, values[name]]] : [])))
  const url = values['REDIS_URL']
  const from = url ? ['REDIS_URL'] : Object.keys(parts)
  if (from.length === 0) return { address: undefined, from, notes: [] }
  const byParts = ourAddresses({ REDIS_HOST: 'localhost', ...parts })
  const read = url ? ourAddresses({ REDIS_URL: url }) : byParts
  const notes =
    url && parts['REDIS_HOST'] && placeOf(byParts.redisUrl) !== placeOf(url)
      ? ['REDIS_URL and REDIS_HOST name different places; the legacy system used both, Fyntrix takes REDIS_URL alone']
      : []
  return read.problem === undefined
    ? { address: read.redisUrl, from, notes }
    : {
        address: undefined,
        from,
        problem: `${read.problem}: it is no address that Fyntrix can use; set FYNTRIX_REDIS_URL to one`,
        notes,
      }
}
