import { initTRPC } from '@trpc/server'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import { fastify } from 'fastify'
import { answerParent } from '../shared/workers.ts'

/** The least that an answer over HTTP costs: a route, and a procedure, that do nothing. */
const t = initTRPC.create()
export const floorRouter = t.router({ nothing: t.procedure.query(() => ({ ok: true })) })

const server = fastify({ routerOptions: { maxParamLength: 5_000 } })
server.get('/nothing', () => ({ ok: true }))
await server.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: { router: floorRouter } })

const url = await server.listen({ host: '127.0.0.1', port: 0 })

answerParent(async () => ({ url }))
