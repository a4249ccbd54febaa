import { permits } from '@fyntrix/domain/access'
import type { ComponentStatus, Health } from '@fyntrix/domain/health'
import { DomainError } from '@fyntrix/domain/shared'
import type { FastifyInstance } from 'fastify'
import { type App, createInnerContext, factsOfRequest } from '../context.ts'

/** Milliseconds for which one look at the data stores answers everybody: probes need no key, so they must not cost a query each. */
const readinessAge = 1_000

/** What anybody may know of readiness: how each thing that we depend on is, but not what is wrong with it. */
interface Readiness {
  readonly status: ComponentStatus
  readonly components: Readonly<Record<string, ComponentStatus>>
  readonly outbox: Health['outbox']
  readonly jobs: Health['jobs']
}

const readinessOf = ({ status, components, outbox, jobs }: Health): Readiness => ({
  status,
  components: Object.fromEntries(components.map((component) => [component.name, component.status])),
  outbox,
  jobs,
})

/**
 * What supervisors and monitors ask over plain HTTP: `/health/live` (the process answers) and `/health/ready` (200 or 503, by PostgreSQL, with how each
 * dependency is and how far the outbox is behind), both open; `/healthz` and `/readyz` say the same in one word; and `/metrics`, which needs a key with
 * the scope `read`.
 */
export const operationsRoutes = (server: FastifyInstance, app: App): void => {
  let readiness: { readonly at: number; readonly found: Promise<Readiness> } | undefined

  const current = (): Promise<Readiness> => {
    const now = performance.now()
    if (readiness === undefined || now - readiness.at > readinessAge) {
      readiness = { at: now, found: app.services.health.check().then(readinessOf) }
    }
    return readiness.found
  }

  const ready = async (): Promise<Readiness> => {
    const found = await current()
    return app.stopping.aborted ? { ...found, status: 'down' } : found
  }

  const statusCode = ({ status }: Readiness): number => (status === 'down' ? 503 : 200)

  server.get('/healthz', () => ({ status: 'up' }))
  server.get('/health/live', () => ({ status: 'up' }))

  server.get('/readyz', async (_, reply) => {
    const found = await ready()
    return reply.code(statusCode(found)).send({ status: found.status })
  })

  server.get('/health/ready', async (_, reply) => {
    const found = await ready()
    return reply.code(statusCode(found)).send(found)
  })

  server.get('/metrics', async (request, reply) => {
    const { caller } = createInnerContext(app, factsOfRequest(request))
    const { keyId, scopes } = await caller.session()
    await app.limits.spend(keyId, 1)
    if (!permits(scopes, 'read')) throw new DomainError('forbidden', 'metrics need an API key with the scope "read"')
    return reply.type(app.metrics.contentType).send(await app.metrics.text())
  })
}
