import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Stands between a client and a real server, to take the server away and bring it back. */
export interface SeverableProxy extends AsyncDisposable {
  /** The target's address with the proxy's host and port. */
  readonly url: string
  /** Cuts every connection and refuses new ones. */
  sever(): void
  /** Accepts connections from now on, and says nothing. */
  hold(): void
  restore(): void
  /** How many connections it has refused. */
  refused(): number
}

/** Opens a proxy on a free port of the loopback address. */
export const severableProxy = async (target: string): Promise<SeverableProxy> => {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let severed = false
  let held = false
  let refused = 0
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    // the other end learns of it by the connection's end
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  const server = createServer((inbound) => {
    if (severed) {
      refused += 1
      inbound.destroy()
      return
    }
    if (held) {
      keep(inbound)
      return
    }
    const outbound = keep(connect(Number(port), hostname))
    keep(inbound).pipe(outbound).pipe(inbound)
    inbound.on('close', () => outbound.destroy())
    outbound.on('close', () => inbound.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const sever = () => {
    severed = true
    for (const socket of sockets) socket.destroy()
  }
  const url = new URL(target)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: url.href,
    sever,
    hold: () => {
      held = true
    },
    restore: () => {
      severed = false
      held = false
    },
    refused: () => refused,
    async [Symbol.asyncDispose]() {
      sever()
      server.close()
      await once(server, 'close')
    },
  }
}
