import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * Where a connection to PostgreSQL is cut: before the server hears of a commit; while it commits, once it has been sent the commit; or after it has answered and before the
 * client hears of that.
 */
export type CutPoint = 'before-commit' | 'during-commit' | 'after-commit'

/** Stands between a client and PostgreSQL, and cuts the connection of the next transaction that changes something. */
export interface CommitProxy extends AsyncDisposable {
  /** The target's address with the proxy's host and port. */
  readonly url: string
  /** Cuts the next commit of a change there, or of an entry of the audit log; resolves when it has. */
  cutNext(point: CutPoint, of?: 'change' | 'audit entry'): Promise<void>
}

// the words of statements as drivers send them; what only reads or waits for locks is left alone
const changes = /\b(?<!\bfor (?:no key )?)(?:insert into|update|delete from)\s+["a-z]/i
/** what begins or ends a transaction; ours look whether theirs is sound before they commit */
const boundary = /^Q....(?:select 1; )?(begin|commit|rollback)/is
/** what is noted beside the effect of a call */
const aside = /\blast_used_at\b|\baudit_/i

const audit = /\binsert into audit_log\b/i

interface Armed {
  readonly point: CutPoint
  readonly of: 'change' | 'audit entry'
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
    let [within, changed] = [false, false]
    const cut = ({ done }: Armed) => {
      inbound.destroy()
      outbound.destroy()
      done()
    }
    /** Whether what is sent commits a change: the end of a transaction that made one, or a statement by itself. */
    const commits = (text: string): boolean => {
      const simple = boundary.exec(text)?.[1]?.toLowerCase()
      // behind the kind and length of the message, whose bytes may look like letters
      const statement = text.slice(5)
      const isMeant = armed?.of === 'audit entry' ? audit.test(statement) : !aside.test(statement)
      const changing = changes.test(statement) && isMeant
      if (simple === undefined) {
        changed ||= changing
        return changing && !within
      }
      const ends = simple === 'commit' && changed
      within = simple === 'begin'
      changed = false
      return ends
    }
    inbound.on('data', (chunk) => {
      const mine = commits(chunk.toString('latin1')) ? armed : undefined
      if (mine) armed = undefined
      if (mine?.point === 'before-commit') return cut(mine)
      if (mine?.point === 'during-commit') {
        outbound.end(chunk)
        inbound.destroy()
        return mine.done()
      }
      if (mine) {
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
    cutNext: (point, of = 'change') =>
      new Promise((resolve) => {
        armed = { point, of, done: resolve }
      }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
