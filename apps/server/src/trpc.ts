import { permits, Scope } from '@fyntrix/domain/access'
import { DomainError } from '@fyntrix/domain/shared'
import { initTRPC } from '@trpc/server'
import { z } from 'zod'
import { Owner } from './access/declared.ts'
import type { Context } from './context.ts'
import { checkClientVersion } from './shared/client-version.ts'
import { factsOf, toTrpcError } from './shared/errors.ts'
import { checkText } from './shared/text-check.ts'

/**
 * What a procedure declares: the scope that a key needs, what a call costs of the key's points, and whose things it is about. A schema, so that the API's declaration prints
 * it as it is instead of importing it from here.
 */
const Meta = z.object({ scope: Scope, cost: z.int(), owner: Owner })
type Meta = z.infer<typeof Meta>

const pingMs = 15_000

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    // stacks never leave the process, whatever NODE_ENV says
    isDev: false,
    sse: {
      ping: { enabled: true, intervalMs: pingMs },
      // twice the ping: one that gets lost must not make every client reconnect
      client: { reconnectAfterInactivityMs: 2 * pingMs },
    },
    errorFormatter: ({ shape, error, ctx }) => {
      const { message, ...facts } = factsOf(error)
      return {
        message,
        code: shape.code,
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          path: shape.data.path ?? null,
          requestId: ctx?.requestId ?? null,
          ...facts,
        },
      }
    },
  })

export const { router } = t

/** For tests only: calls procedures without HTTP. */
export const { createCallerFactory } = t

const base = t.procedure.use(async ({ ctx, path, next }) => {
  const { metrics, log } = ctx.app
  const started = performance.now()
  const result = await next()
  const seconds = (performance.now() - started) / 1000
  if (result.ok) {
    metrics.observeCall(path, 'ok', seconds)
    return result
  }
  const error = toTrpcError(result.error)
  const { domainCode } = factsOf(error)
  metrics.observeCall(path, domainCode, seconds)
  if (domainCode === 'internal' || domainCode === 'unavailable') {
    log.error({ requestId: ctx.requestId, procedure: path, domainCode, err: error.cause ?? error }, 'a call failed')
  }
  throw error
})

const compatible = base.use(({ ctx, next }) => {
  checkClientVersion(ctx.clientVersion)
  return next()
})

const authed = compatible.use(async ({ ctx, next }) => next({ ctx: { session: await ctx.caller.session() } }))

const declared = (meta: Meta | undefined): Meta => {
  if (meta) return meta
  throw new DomainError('internal', 'a procedure declares no scope, so nobody may call it')
}

// counted before the scope is looked at: a key that may not do something must not try it without end
const limited = authed.use(async ({ ctx, meta, next }) => {
  await ctx.app.limits.spend(ctx.session.keyId, declared(meta).cost)
  return next()
})

// after the limit, so that nobody fills the log, and before the scope: that somebody tried what he may not is worth knowing
const audited = limited.use(async ({ ctx, type, path, getRawInput, next }) => {
  const result = await next()
  if (type !== 'mutation') return result
  const outcome = result.ok ? 'ok' : factsOf(toTrpcError(result.error)).domainCode
  // what cannot be read was no input of any call
  const input = await getRawInput().catch(() => undefined)
  const { session, requestId } = ctx
  await ctx.app.services.audit.record({ by: session, procedure: path, input, outcome, requestId })
  return result
})

const allowed = audited.use(({ ctx, meta, next }) => {
  const { scope } = declared(meta)
  if (permits(ctx.session.scopes, scope)) return next()
  throw new DomainError('forbidden', `this API key lacks the scope "${scope}": use a key that has it`)
})

const readable = allowed.use(async ({ getRawInput, next }) => {
  // what is no JSON is told by whoever parses it, and by nobody where nothing is taken
  checkText(await getRawInput().catch(() => undefined))
  return next()
})

interface Declaration {
  readonly cost?: number
  readonly owner?: Owner
}

/** A procedure for keys with this scope. A call costs one point unless said otherwise; `write` is about what the key's user owns, the others about what all share. */
export const scoped = (scope: Scope, { cost = 1, owner = scope === 'write' ? 'own' : 'all' }: Declaration = {}) =>
  readable.meta({ scope, cost, owner })
