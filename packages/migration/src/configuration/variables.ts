interface Known {
  /** `read` by Fyntrix as it is, or `unused` by it. */
  readonly fate: 'read' | 'unused'
  readonly why: string
  /** An `address` is shown without what may be secret, a `plain` value as it is where it looks harmless. Everything else is hidden. */
  readonly shown?: 'address' | 'plain'
}

const retired = 'retired before the migration: PostgreSQL answers when Redis is away'
const stage =
  'chose lifetimes and whether a key was compulsory: Fyntrix has one set of lifetimes and always asks for a key'
const models =
  'which models are asked is said by FYNTRIX_LLM_BASE_URL, FYNTRIX_LLM_API_KEY and FYNTRIX_LLM_MODEL: set them by hand, since they cost money'

const known: Readonly<Record<string, Known>> = {
  FYNTRIX_DATABASE_URL: { fate: 'read', why: 'comes before all others', shown: 'address' },
  FYNTRIX_REDIS_URL: { fate: 'read', why: 'comes before all others', shown: 'address' },
  DATABASE_URL: { fate: 'read', why: 'read as it is; without a driver in its scheme', shown: 'address' },
  ARISE_DATABASE_URL: {
    fate: 'unused',
    why: 'its address is that of DATABASE_URL or FYNTRIX_DATABASE_URL',
    shown: 'address',
  },
  REDIS_URL: { fate: 'read', why: 'read as it is', shown: 'address' },
  REDIS_HOST: { fate: 'read', why: 'read as it is where there is no REDIS_URL', shown: 'plain' },
  REDIS_PORT: { fate: 'read', why: 'read as it is where there is no REDIS_URL', shown: 'plain' },
  REDIS_DB: { fate: 'read', why: 'read as it is where there is no REDIS_URL', shown: 'plain' },
  REDIS_PASSWORD: { fate: 'read', why: 'read as it is where there is no REDIS_URL' },
  LOG_LEVEL: { fate: 'read', why: 'read as it is; lower case', shown: 'plain' },
  REDIS_CACHE_ENABLE_COMPRESSION: {
    fate: 'unused',
    why: 'each family of the cache says how its values are stored, and compresses those that shrink',
    shown: 'plain',
  },
  REDIS_CACHE_CLEANUP_INTERVAL_MINUTES: {
    fate: 'unused',
    why: 'its thread did nothing; Redis removes what has expired by itself',
    shown: 'plain',
  },
  REDIS_CACHE_LRU_CAPACITY: {
    fate: 'unused',
    why: 'never had an effect; every family of the cache has a lifetime or a bound',
    shown: 'plain',
  },
  REDIS_CACHE_ENABLE_LOCAL_FALLBACK: { fate: 'unused', why: retired, shown: 'plain' },
  REDIS_CACHE_LOCAL_SIZE: { fate: 'unused', why: retired, shown: 'plain' },
  ZERODHA_LRU_CAPACITY: { fate: 'unused', why: 'bounded a cache in memory that Fyntrix does not have', shown: 'plain' },
  ENVIRONMENT: { fate: 'unused', why: stage, shown: 'plain' },
  ENV_NAME: { fate: 'unused', why: stage, shown: 'plain' },
  ARISE_ENV: { fate: 'unused', why: stage, shown: 'plain' },
  TOP_PICKS_RETENTION_DAYS: {
    fate: 'unused',
    why: 'runs are kept, and archived by the rules of the archive',
    shown: 'plain',
  },
  OPENAI_API_KEY: { fate: 'unused', why: models },
  OPENAI_DAILY_BUDGET: { fate: 'unused', why: 'budgets lie in PostgreSQL: set one there', shown: 'plain' },
  OPENAI_RATE_LIMIT: { fate: 'unused', why: 'was read and had no effect', shown: 'plain' },
}

const images: Known = { fate: 'unused', why: 'no chart is kept as an image: the dashboard draws them', shown: 'plain' }

/** What is known of a variable; undefined for one that neither system is known to read. */
export const knownVariable = (name: string): Known | undefined => {
  if (Object.hasOwn(known, name)) return known[name]
  if (/^(?:CHART|REDIS_IMAGE)_/.test(name)) return images
  return name.startsWith('FYNTRIX_') ? { fate: 'read', why: 'a setting of Fyntrix' } : undefined
}

/** The variables that are known by name. */
export const knownNames: readonly string[] = Object.keys(known)

/** What an address is made of: where one of these cannot be trusted, neither can the address. */
export const addressNames = {
  database: ['FYNTRIX_DATABASE_URL', 'DATABASE_URL', 'ARISE_DATABASE_URL'],
  redis: ['FYNTRIX_REDIS_URL', 'REDIS_URL', 'REDIS_HOST', 'REDIS_PORT', 'REDIS_DB', 'REDIS_PASSWORD'],
} as const
