import { AbstractConnector, type RedisOptions } from 'ioredis'
import type { ConnectionKind } from './history.ts'
import { type Lateness, LateSocket, type Pace } from './late-socket.ts'

export type Paces = Readonly<Record<ConnectionKind, Pace>>

export interface LinkOptions extends Omit<Lateness, 'pace'> {
  readonly host: string
  readonly port: number
  readonly pace: () => Paces
}

/** Connections for invalidations say so in their name. */
const kindOf = (options: unknown): ConnectionKind => {
  const named = typeof options === 'object' && options !== null && 'connectionName' in options
  return named && String(options.connectionName).endsWith(':invalidations') ? 'ear' : 'data'
}

/** The network between one process and its Redis. */
export class Link {
  readonly #options: LinkOptions
  readonly #sockets = new Set<readonly [ConnectionKind, LateSocket]>()
  #closed = false

  constructor(options: LinkOptions) {
    this.#options = options
  }

  /** What a client needs in order to go this way. */
  get connector(): NonNullable<RedisOptions['Connector']> {
    const open = (kind: ConnectionKind) => this.#open(kind)
    return class extends AbstractConnector {
      readonly #kind: ConnectionKind

      constructor(options: unknown) {
        super(1_000)
        this.#kind = kindOf(options)
      }

      override async connect(): Promise<LateSocket> {
        this.connecting = true
        const socket = open(this.#kind)
        this.stream = socket
        socket.once('error', (error) => {
          this.firstError = error
        })
        return socket
      }
    }
  }

  /** Cuts the connections of a kind; whoever wants may connect again. */
  cut(kind: ConnectionKind): void {
    for (const [is, socket] of this.#sockets) if (is === kind) socket.destroy()
  }

  /** Cuts everything and lets nobody in. */
  close(): void {
    this.#closed = true
    for (const [, socket] of this.#sockets) socket.destroy()
  }

  #open(kind: ConnectionKind): LateSocket {
    const { scheduler, chance, pace, host, port } = this.#options
    if (this.#closed) throw new Error('the process is dead')
    const socket = new LateSocket({ scheduler, chance, pace: () => pace()[kind] })
    const known = [kind, socket] as const
    this.#sockets.add(known)
    socket.once('close', () => this.#sockets.delete(known))
    return socket.connect({ host, port })
  }
}
