import { CandleSource } from '@fyntrix/domain/candles'
import { DomainError, Instant } from '@fyntrix/domain/shared'
import { connectionsFrom } from '@fyntrix/services/shared'
import { z } from 'zod'

const Environment = z.object({
  FYNTRIX_HOME: z.string().min(1),
  FYNTRIX_SOURCE: CandleSource,
  FYNTRIX_AS_OF: Instant.optional(),
  FYNTRIX_SIMULATION_SEED: z.string().min(1).default('fyntrix'),
  FYNTRIX_REDIS_PREFIX: z.string().default(''),
  FYNTRIX_READY_FILE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** Reads the scheduler's environment. Throws `invalid-input`, naming the variable that is wrong but never its value. */
export const readEnvironment = () => {
  const { databaseUrl, redisUrl } = connectionsFrom(process.env)
  const parsed = Environment.safeParse(process.env)
  const missing = [...(databaseUrl ? [] : ['FYNTRIX_DATABASE_URL']), ...(redisUrl ? [] : ['FYNTRIX_REDIS_URL'])]
  const wrong = [...(parsed.error?.issues.map((issue) => issue.path.join('.')) ?? []), ...missing]
  if (!parsed.success || !databaseUrl || !redisUrl) {
    throw new DomainError('invalid-input', `missing or wrong in the environment: ${wrong.join(', ')}`)
  }
  return { ...parsed.data, databaseUrl, redisUrl }
}
