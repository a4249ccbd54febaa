import { join } from 'node:path'

/** What decides the server's configuration. */
export interface RedisConfig {
  readonly home: string
  readonly port: number
  readonly password: string
  readonly persist: boolean
  readonly maxmemory: string
  /** Further settings by their names in redis.conf. */
  readonly settings: Readonly<Record<string, string>>
}

/** The configuration file of a home; its path on the command line is how the server is recognised. */
export const configFile = (home: string): string => join(home, 'redis.conf')

/** The file that the server writes its pid to. */
export const pidFile = (home: string): string => join(home, 'redis.pid')

/** a value in redis.conf, quoted: a path may hold spaces */
const quoted = (value: string): string => `"${value.replaceAll(/["\\]/g, '\\$&')}"`

/**
 * The text of redis.conf. Every fact lies in PostgreSQL, so the append-only file (synced each second) is there for fast
 * restarts, and memory that runs out is an error, never a silent eviction.
 * @throws RangeError when `maxmemory` is not a size as Redis writes it, such as `512mb`
 */
export function redisConfig({ home, port, password, persist, maxmemory, settings }: RedisConfig): string {
  if (!/^\d+([kmg]b?)?$/i.test(maxmemory)) throw new RangeError(`maxmemory must be a size such as 512mb: ${maxmemory}`)
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    'protected-mode yes',
    `requirepass ${password}`,
    `dir ${quoted(home)}`,
    `pidfile ${quoted(pidFile(home))}`,
    'daemonize no',
    'supervised no',
    // keeps the command line by which the process is recognised
    'set-proc-title no',
    'logfile ""',
    'save ""',
    `appendonly ${persist ? 'yes' : 'no'}`,
    'appendfsync everysec',
    `maxmemory ${maxmemory}`,
    'maxmemory-policy noeviction',
    'tcp-keepalive 60',
    ...Object.entries(settings).map(([name, value]) => `${name} ${quoted(value)}`),
    '',
  ].join('\n')
}
