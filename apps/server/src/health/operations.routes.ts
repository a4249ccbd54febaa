import { permits } from '@fyntrix/domain/access'
import { DomainError } from '@fyntrix/domain/shared'
import type { FastifyInstance } from 'fastify'
import { type App, createInnerContext, factsOfRequest } from '../context.ts'

/** Milliseconds for which one look at the data stores answers everybody: probes need no key, so they must not cost a query each. */
const readinessAge = 1_000

/**
 * What supervisors and monitors ask over plain HTTP: `/healthz` (the process answers), `/readyz` (200 or 503, by PostgreSQL), both open and without
 * details, and `/metrics`, which needs a key with the scope `read`.
 */
export const operationsRoutes = (server: FastifyInstance, app: App): void => {
  let readiness: { readonly at: number; readonly status: Promise<string> } | undefined

  const currentStatus = (): Promise<string> => {
    const now = performance.now()
    if (readiness === undefined || now - readiness.at > readinessAge) {
      readiness = { at: now, status: app.services.health.check().then(({ status }) => status) }
    }
    return readiness.status
  }

  server.get('/healthz', () => ({ status: 'up' }))

  server.get('/readyz', async (_, reply) => {
    const status = app.stopping.aborted ? 'down' : await currentStatus()
    return reply.code(status === 'down' ? 503 : 200).send({ status })
  })

  server.get('/metrics', async (request, reply) => {
    const { caller } = createInnerContext(app, factsOfRequest(request))
    const { keyId, scopes } = await caller.session()
    await app.limits.spend(keyId, 1)
    if (!permits(scopes, 'read')) throw new DomainError('forbidden', 'metrics need an API key with the scope "read"')
    return reply.type(app.metrics.contentType).send(await app.metrics.text())
  })
}
