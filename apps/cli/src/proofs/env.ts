import { z } from 'zod'

const Victim = z.object({
  FYNTRIX_DATABASE_URL: z.string(),
  FYNTRIX_REDIS_URL: z.string(),
  FYNTRIX_HOME: z.string(),
  FYNTRIX_AS_OF: z.iso.datetime(),
})

/** What the process that is to be killed works on. */
export const readVictim = () => {
  const env = Victim.parse(process.env)
  return {
    databaseUrl: env.FYNTRIX_DATABASE_URL,
    redisUrl: env.FYNTRIX_REDIS_URL,
    home: env.FYNTRIX_HOME,
    asOf: new Date(env.FYNTRIX_AS_OF),
  }
}

/** What the daemon that is to be killed works on. */
export const readDaemon = () => ({
  databaseUrl: Victim.pick({ FYNTRIX_DATABASE_URL: true }).parse(process.env).FYNTRIX_DATABASE_URL,
})
