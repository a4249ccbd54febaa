import { DomainError } from '@fyntrix/domain/shared'
import { z } from 'zod'

const Address = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  })

const Environment = z.object({
  FYNTRIX_DATABASE_URL: Address(['postgres:', 'postgresql:']).optional(),
  FYNTRIX_REDIS_URL: Address(['redis:', 'rediss:']).optional(),
  DATABASE_URL: Address(['postgres:', 'postgresql:']).optional(),
  REDIS_URL: Address(['redis:', 'rediss:']).optional(),
  REDIS_HOST: z.string().min(1).optional(),
  REDIS_PORT: z.coerce.number().int().min(1).max(65_535).default(6379),
  REDIS_DB: z.coerce.number().int().min(0).default(0),
  REDIS_PASSWORD: z.string().optional(),
})

// first those that win; what one of them overrides is not looked at, since it may be a legacy system's and no address of ours
const overrides: Readonly<Record<string, readonly string[]>> = {
  FYNTRIX_DATABASE_URL: ['DATABASE_URL'],
  FYNTRIX_REDIS_URL: ['REDIS_URL', 'REDIS_HOST', 'REDIS_PORT', 'REDIS_DB', 'REDIS_PASSWORD'],
  REDIS_URL: ['REDIS_HOST', 'REDIS_PORT', 'REDIS_DB', 'REDIS_PASSWORD'],
}

/** Where the services of an installation are; undefined where the environment names none. The addresses hold passwords: never log them. */
export interface Connections {
  readonly databaseUrl: string | undefined
  readonly redisUrl: string | undefined
}

/**
 * Reads the addresses from an environment: `FYNTRIX_DATABASE_URL` and `FYNTRIX_REDIS_URL` first, then `DATABASE_URL`, `REDIS_URL`, and `REDIS_HOST`
 * with `REDIS_PORT`, `REDIS_DB`, `REDIS_PASSWORD`. An empty variable counts as absent, and one that another overrides is not looked at. Throws `invalid-input`, naming the variable but not
 * its value.
 */
export const connectionsFrom = (environment: Readonly<Record<string, string | undefined>>): Connections => {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const overridden = new Set(Object.keys(present).flatMap((name) => overrides[name] ?? []))
  const parsed = Environment.safeParse(
    Object.fromEntries(Object.entries(present).filter(([name]) => !overridden.has(name))),
  )
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new DomainError('invalid-input', `${issue?.path.join('.')} ${issue?.message}`)
  }
  const env = parsed.data
  return {
    databaseUrl: env.FYNTRIX_DATABASE_URL ?? env.DATABASE_URL,
    redisUrl: env.FYNTRIX_REDIS_URL ?? env.REDIS_URL ?? (env.REDIS_HOST && redisAddress(env.REDIS_HOST, env)),
  }
}

const redisAddress = (host: string, env: z.infer<typeof Environment>): string => {
  const secret = env.REDIS_PASSWORD ? `:${encodeURIComponent(env.REDIS_PASSWORD)}@` : ''
  return `redis://${secret}${host}:${env.REDIS_PORT}/${env.REDIS_DB}`
}
