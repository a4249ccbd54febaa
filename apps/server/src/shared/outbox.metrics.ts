import { Gauge, type Registry } from 'prom-client'

/** How far publication is behind; see `Relay.stats`. */
export interface OutboxLag {
  readonly pending: number
  readonly parked: number
  readonly lagSeconds: number | null
}

interface Series {
  readonly name: string
  readonly help: string
  readonly valuesOf: (lag: OutboxLag) => Readonly<Record<string, number>>
}

const series: readonly Series[] = [
  {
    name: 'fyntrix_outbox_messages',
    help: 'Messages that are not published, by state: pending ones are tried again, parked ones wait for a person.',
    valuesOf: ({ pending, parked }) => ({ pending, parked }),
  },
  {
    name: 'fyntrix_outbox_lag_seconds',
    help: 'Age of the oldest message of a state; 0 without one.',
    valuesOf: ({ lagSeconds }) => ({ pending: lagSeconds ?? 0 }),
  },
]

/** Makes the relay's lag part of a registry; PostgreSQL is asked when somebody asks for the metrics. Without its answer the series are absent. */
export const registerOutboxMetrics = (register: Registry, read: () => Promise<OutboxLag>): void => {
  for (const { name, help, valuesOf } of series) {
    const gauge = new Gauge({
      name,
      help,
      labelNames: ['state'],
      registers: [register],
      async collect() {
        gauge.reset()
        const lag = await read().catch(() => undefined)
        if (lag === undefined) return
        for (const [state, value] of Object.entries(valuesOf(lag))) gauge.set({ state }, value)
      },
    })
  }
}
