import { DomainError } from '@fyntrix/domain/shared'
import type { Logger } from 'pino'
import { type Env, readEnv } from './env.ts'
import { createLog } from './shared/log.ts'
import { startServer } from './start.ts'

/** Milliseconds until a stop that hangs ends the process anyway. */
const patience = 5_000

const die = (log: Logger, error: unknown): never => {
  // what we can name needs no stack, and what we cannot does
  const facts = error instanceof DomainError ? { code: error.code } : { err: error }
  log.fatal(facts, error instanceof Error ? error.message : 'the server ends on an unknown error')
  process.exit(1)
}

const settings = (): Env => {
  try {
    return readEnv()
  } catch (error) {
    return die(createLog('info'), error)
  }
}

const env = settings()
const log = createLog(env.logLevel)
const onFatal = (error: unknown) => die(log, error)
process.on('unhandledRejection', onFatal)
process.on('uncaughtException', onFatal)

const server = await startServer(env, { log, onFatal }).catch(onFatal)

const stop = (signal: NodeJS.Signals): void => {
  log.info({ signal }, 'stopping')
  setTimeout(() => die(log, new Error(`stopping took longer than ${patience} ms`)), patience).unref()
  server.close().then(() => log.info('stopped'), onFatal)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
