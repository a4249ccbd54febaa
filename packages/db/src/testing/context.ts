declare module 'vitest' {
  export interface ProvidedContext {
    /** The test run's PostgreSQL, as superuser, at its maintenance database. */
    postgresUrl: string
    /** The test run's Redis, database 0, password included. */
    redisUrl: string
  }
}

/** Name of the migrated database that every test database is a copy of. */
export const templateDatabase = 'fyntrix_template'

/** The same server, another database. */
export const urlOf = (serverUrl: string, database: string): string => {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}
