import { createServer } from 'node:net'
import { hasCode } from './errors.ts'

/** binds and releases; the port that was bound */
function bind(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('the socket has no port'))
        else resolve(address.port)
      })
    })
  })
}

/**
 * A TCP port of 127.0.0.1 that nobody listens on at this moment. Nothing reserves it: another process may take it before
 * it is used, so whoever binds it must be ready to ask again.
 */
export function freePort(): Promise<number> {
  return bind(0)
}

/** Whether a TCP port of 127.0.0.1 can be bound at this moment. */
export async function portIsFree(port: number): Promise<boolean> {
  try {
    await bind(port)
    return true
  } catch (error) {
    if (hasCode(error, 'EADDRINUSE', 'EACCES')) return false
    throw error
  }
}

/** The remembered port if it is still free, else another free one. */
export async function choosePort(remembered: number | undefined): Promise<number> {
  return remembered !== undefined && (await portIsFree(remembered)) ? remembered : freePort()
}
