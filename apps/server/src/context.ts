import type { Services } from '@fyntrix/services'
import type { Feed } from '@fyntrix/services/outbox'
import type { Clock, Log } from '@fyntrix/services/shared'
import type { FastifyRequest } from 'fastify'
import { type Caller, createCaller } from './access/index.ts'
import { bearerOf } from './shared/bearer.ts'
import { clientVersionHeader } from './shared/client-version.ts'
import type { Limits } from './shared/limits.ts'
import type { Metrics } from './shared/metrics.ts'

/** What lives as long as the process. */
export interface App {
  readonly services: Pick<
    Services,
    | 'access'
    | 'analyses'
    | 'archive'
    | 'audit'
    | 'cache'
    | 'candles'
    | 'candleHistories'
    | 'dashboards'
    | 'health'
    | 'imported'
    | 'insights'
    | 'jobs'
    | 'learnings'
    | 'levels'
    | 'llmCosts'
    | 'scores'
    | 'pickEvents'
    | 'policies'
    | 'portfolio'
    | 'memory'
    | 'preferences'
    | 'positions'
    | 'recommendations'
    | 'retention'
    | 'scalping'
    | 'topPicks'
    | 'universes'
    | 'views'
    | 'watchlists'
  >
  /** Opened once; all subscriptions share it. */
  readonly feed: Feed
  /** The market's time. */
  readonly clock: Clock
  readonly limits: Limits
  readonly metrics: Metrics
  readonly log: Log
  /** Aborted when the server stops: open subscriptions end then, so that their clients reconnect. */
  readonly stopping: AbortSignal
}

/** What procedures receive. */
export interface Context {
  readonly app: App
  readonly requestId: string
  readonly caller: Caller
  /** What the SDK says its version is; undefined for other clients. */
  readonly clientVersion: string | undefined
}

/** What a context is made from, whatever brought the request. */
export interface RequestFacts {
  readonly requestId: string
  readonly key: string | undefined
  readonly address: string
  readonly clientVersion: string | undefined
}

/** The context without HTTP, for tests and callers inside the process. */
export const createInnerContext = (app: App, { requestId, key, address, clientVersion }: RequestFacts): Context => ({
  app,
  requestId,
  caller: createCaller({ access: app.services.access, limits: app.limits }, { key, address }),
  clientVersion,
})

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(', ') : header

/** The facts of an HTTP request. The address is the socket's, or what a trusted proxy says: no header of anybody else can claim another. */
export const factsOfRequest = (request: FastifyRequest): RequestFacts => ({
  requestId: request.id,
  key: bearerOf(request.headers.authorization),
  address: request.ip,
  clientVersion: single(request.headers[clientVersionHeader]),
})

/** The context of an HTTP request. */
export const createContext =
  (app: App) =>
  ({ req }: { readonly req: FastifyRequest }): Context =>
    createInnerContext(app, factsOfRequest(req))
