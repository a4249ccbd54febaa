import { randomUUID } from 'node:crypto'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { declaredProcedures } from './access/declared.ts'
import { type App, createContext } from './context.ts'
import { operationsRoutes } from './health/index.ts'
import { appRouter } from './router.ts'
import { checkBatchWidth, maxBatchWidth } from './shared/batch-width.ts'
import { checkBody } from './shared/body-checks.ts'
import { createCors } from './shared/cors.ts'
import { RateLimitedError } from './shared/errors.ts'
import { answerError, answerErrors, bodyLimit, rawRefusal } from './shared/http-errors.ts'
import { openApiOf } from './shared/openapi.ts'
import { securityHeaders } from './shared/security-headers.ts'

const trpcOptions = (app: App, byOrigin: boolean): FastifyTRPCPluginOptions<typeof appRouter>['trpcOptions'] => ({
  router: appRouter,
  createContext: createContext(app),
  // the hook below says more, and earlier; this holds should the two ever read a path differently
  maxBatchSize: maxBatchWidth,
  responseMeta: ({ errors }) => {
    const wait = errors.map(({ cause }) => cause).find((cause) => cause instanceof RateLimitedError)
    return {
      headers: new Headers({
        ...(wait && { 'retry-after': String(wait.retryAfterSeconds) }),
        // tRPC says by what else its answers differ
        ...(byOrigin && { vary: 'origin' }),
      }),
    }
  },
})

/** The document says nothing that the repository does not, so it needs no key. Made when it is asked for first, and once. */
const openApiRoute = (server: FastifyInstance): void => {
  let document: string | undefined
  server.get('/openapi.json', (_, reply) => {
    document ??= JSON.stringify(openApiOf(declaredProcedures(appRouter)))
    return reply.type('application/json').send(document)
  })
}

/** How the server meets the outside. */
interface ServerSettings {
  readonly log: FastifyBaseLogger
  readonly corsOrigins: readonly string[]
  readonly trustedProxies: readonly string[]
}

/** The HTTP server over an app's services, not listening yet. Procedures lie below `/trpc`. */
export const createServer = async (
  app: App,
  { log, corsOrigins, trustedProxies }: ServerSettings,
): Promise<FastifyInstance> => {
  const cors = createCors(corsOrigins)
  const server: FastifyInstance = fastify({
    loggerInstance: log,
    // the hook below logs requests, without their addresses
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    // time for a whole request to arrive; answers may take longer, and subscriptions never end
    requestTimeout: 15_000,
    keepAliveTimeout: 65_000,
    genReqId: () => randomUUID(),
    // a path names up to twenty procedures; Node's own limit of 16 KiB for everything before the body is the one that counts
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.end(rawRefusal(error.code))
      else socket.destroy()
    },
  })
  answerErrors(server)
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...securityHeaders, 'x-request-id': request.id })
    if (cors(request, reply)) return reply.code(204).send()
    checkBatchWidth(request.raw.url ?? '')
    checkBody(request)
    return undefined
  })
  server.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    // no address: whoever puts a secret into a query must not find it in our log
    request.log.debug(
      { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    )
  })
  operationsRoutes(server, app)
  openApiRoute(server)
  await server.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: trpcOptions(app, corsOrigins.length > 0) })
  return server
}
