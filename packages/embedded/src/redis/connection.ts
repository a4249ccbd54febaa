import { connect } from 'node:net'
import type { RedisVersion } from './version.ts'

/** Where an embedded server listens, and its password. */
export interface Endpoint {
  readonly port: number
  readonly password: string
}

/** What a running server says of itself. */
export interface RedisAnswer extends RedisVersion {
  readonly pid: number
}

/** Connection URL of database 0. It holds the password: not for logs. */
export function connectionUrl({ port, password }: Endpoint): string {
  return `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}/0`
}

const timeoutMs = 2_000

/** sends inline commands over a bare socket and gives all that came back: no client library is needed for so little */
function converse(port: number, commands: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    let text = ''
    socket.setEncoding('utf8').setTimeout(timeoutMs, () => socket.destroy())
    socket.on('data', (chunk: string) => {
      text += chunk
    })
    // a server that is not there (yet) is an empty answer; 'close' follows every 'error'
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
    socket.write(commands.map((command) => `${command}\r\n`).join(''))
  })
}

/** What the server at that port says of itself; `undefined` while it is absent, loading, or refuses the password. */
export async function ask({ port, password }: Endpoint): Promise<RedisAnswer | undefined> {
  const text = await converse(port, [`AUTH ${password}`, 'PING', 'INFO server', 'QUIT'])
  return text.includes('+PONG') ? parseInfo(text) : undefined
}

/** Reads the answer of `INFO server`. Valkey names its own version beside that of the Redis it is compatible with. */
export function parseInfo(text: string): RedisAnswer | undefined {
  const field = (name: string): string | undefined => new RegExp(`^${name}:(.+?)\\r?$`, 'm').exec(text)?.[1]
  const pid = Number(field('process_id'))
  const valkey = field('valkey_version')
  const version = valkey ?? field('redis_version')
  if (version === undefined || !Number.isInteger(pid)) return undefined
  return { product: valkey === undefined ? 'redis' : 'valkey', version, pid }
}
