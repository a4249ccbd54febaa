import { resolve } from 'node:path'
import { CandleSource } from '@fyntrix/domain/candles'
import { DomainError, Instant } from '@fyntrix/domain/shared'
import { Workers } from '@fyntrix/domain/top-picks'
import { type LlmSwitch, llmSettingsFrom } from '@fyntrix/services/llm-costs'
import { connectionsFrom } from '@fyntrix/services/shared'
import { z } from 'zod'

/** Variables by name, as the operating system hands them over. An empty one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>

/** An origin exactly as browsers send it. No wildcard: whoever wants all origins has to name them. */
const Origin = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text, {
    message: 'must be origins separated by commas, such as https://app.example.com',
  })

const Origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .pipe(z.array(Origin).max(100))

/** Addresses or networks of proxies, such as `127.0.0.1,10.0.0.0/8`. */
const Proxies = z
  .string()
  .transform((text) => text.split(',').map((proxy) => proxy.trim()))
  .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).max(100))

const Settings = z.object({
  FYNTRIX_HOME: z.string().default('.fyntrix'),
  FYNTRIX_SOURCE: CandleSource,
  FYNTRIX_AS_OF: Instant.optional(),
  FYNTRIX_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  FYNTRIX_READY_FILE: z.string().optional(),
  FYNTRIX_REDIS_PREFIX: z.string().default(''),
  FYNTRIX_CACHE_DEADLINE: z.coerce.number().int().min(1).default(50),
  FYNTRIX_CALLS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  FYNTRIX_FAILED_KEYS_PER_MINUTE: z.coerce.number().int().min(1).default(30),
  FYNTRIX_CORS_ORIGINS: Origins.default([]),
  FYNTRIX_TRUSTED_PROXIES: Proxies.default([]),
  FYNTRIX_WORKERS: Workers.default('daemon'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

/** Everything that the server is told from outside. */
export interface Env {
  readonly databaseUrl: string
  readonly redisUrl: string
  readonly home: string
  readonly source: CandleSource
  /** The instant at which the clock of a replay stands; null for a running clock. */
  readonly asOf: Date | null
  /** 0 takes a free one. */
  readonly port: number
  /** Where to say that we listen, see `writeReadyFile`; null to say it nowhere. */
  readonly readyFile: string | null
  readonly redisPrefix: string
  /** Milliseconds that the cache waits for Redis. */
  readonly cacheDeadline: number
  readonly callsPerMinute: number
  readonly failedKeysPerMinute: number
  /** Origins whose pages may read answers; none by default. */
  readonly corsOrigins: readonly string[]
  /** Proxies that are believed when they say whom they ask for. */
  readonly trustedProxies: readonly string[]
  /** Where the agents of a run are asked. */
  readonly workers: Workers
  /** Where models are asked, or why they are not. */
  readonly llm: LlmSwitch
  readonly logLevel: z.infer<typeof Settings>['LOG_LEVEL']
}

const required = (value: string | undefined, variable: string, what: string): string => {
  if (value !== undefined) return value
  throw new DomainError('invalid-input', `${variable}: set it to the address of ${what}`)
}

/**
 * Reads the server's settings. Throws `invalid-input` that names each variable which is missing or wrong, and says what it must be; never what it
 * is, since it may be a secret.
 */
export const envFrom = (environment: Environment): Env => {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Settings.safeParse(present)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
    throw new DomainError('invalid-input', wrong.join('; '))
  }
  const { databaseUrl, redisUrl } = connectionsFrom(present)
  const settings = parsed.data
  return {
    databaseUrl: required(databaseUrl, 'FYNTRIX_DATABASE_URL', 'PostgreSQL'),
    redisUrl: required(redisUrl, 'FYNTRIX_REDIS_URL', 'Redis'),
    llm: llmSettingsFrom(present),
    home: resolve(settings.FYNTRIX_HOME),
    source: settings.FYNTRIX_SOURCE,
    asOf: settings.FYNTRIX_AS_OF === undefined ? null : new Date(settings.FYNTRIX_AS_OF),
    port: settings.FYNTRIX_PORT,
    readyFile: settings.FYNTRIX_READY_FILE ?? null,
    redisPrefix: settings.FYNTRIX_REDIS_PREFIX,
    cacheDeadline: settings.FYNTRIX_CACHE_DEADLINE,
    callsPerMinute: settings.FYNTRIX_CALLS_PER_MINUTE,
    failedKeysPerMinute: settings.FYNTRIX_FAILED_KEYS_PER_MINUTE,
    corsOrigins: settings.FYNTRIX_CORS_ORIGINS,
    trustedProxies: settings.FYNTRIX_TRUSTED_PROXIES,
    workers: settings.FYNTRIX_WORKERS,
    logLevel: settings.LOG_LEVEL,
  }
}

/** The settings of this process: the only place where its environment is read. */
export const readEnv = (): Env => envFrom(process.env)
