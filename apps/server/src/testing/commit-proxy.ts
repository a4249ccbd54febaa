import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Where a connection to PostgreSQL is cut: before the server hears of a commit, or after it has answered and before the client hears of that. */
export type CutPoint = 'before-commit' | 'after-commit'

/** Stands between a client and PostgreSQL, and cuts the connection of the next transaction that changes something. */
export interface CommitProxy extends AsyncDisposable {
  /** The target's address with the proxy's host and port. */
  readonly url: string
  /** Cuts the next commit of a change there; resolves when it has. */
  cutNext(point: CutPoint): Promise<void>
}

// the words of statements as drivers send them; what only reads or waits for locks is left alone
const changes = /\b(?:insert into|update|delete from)\b/i
const commits = /^Q....commit/is

interface Armed {
  readonly point: CutPoint
  readonly done: () => void
}

/** Opens one on a free port of the loopback address. */
export const commitProxy = async (target: string): Promise<CommitProxy> => {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let armed: Armed | undefined
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  const server = createServer((inbound) => {
    const outbound = keep(connect(Number(port), hostname))
    keep(inbound)
    let changed = false
    const cut = ({ done }: Armed) => {
      armed = undefined
      inbound.destroy()
      outbound.destroy()
      done()
    }
    inbound.on('data', (chunk) => {
      const text = chunk.toString('latin1')
      if (!commits.test(text)) {
        if (/^Q....(?:begin|rollback)/is.test(text)) changed = false
        else if (changes.test(text)) changed = true
        outbound.write(chunk)
        return
      }
      const mine = changed ? armed : undefined
      changed = false
      if (mine?.point === 'before-commit') return cut(mine)
      if (mine) {
        armed = undefined
        outbound.removeAllListeners('data')
        outbound.once('data', () => cut(mine))
      }
      outbound.write(chunk)
    })
    outbound.on('data', (chunk) => inbound.write(chunk))
    inbound.on('close', () => outbound.destroy())
    outbound.on('close', () => inbound.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(target)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: url.href,
    cutNext: (point) =>
      new Promise((resolve) => {
        armed = { point, done: resolve }
      }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
