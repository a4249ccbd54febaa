import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Account, createAccount } from './account.ts'
import { type Asked, AskedBody, charges, type Plan, piecesOf, Surface, tokensOf } from './behaviour.ts'
import { respond } from './respond.ts'
import type { TokenPrices } from './tokens.ts'

/** A server on this machine that speaks the OpenAI API over HTTP, and charges for it. */
export interface OpenAiServer extends AsyncDisposable {
  /** Base URL for clients, with `/v1`. */
  readonly url: string
  readonly account: Account
  /** What was asked, in order. */
  readonly asked: readonly Asked[]
  /** How many requests are under way. */
  readonly open: () => number
  close(): Promise<void>
}

export interface OpenAiServerOptions {
  /** Answers every request by default. */
  readonly plan?: Plan
  /** By model, as served. */
  readonly prices?: Readonly<Record<string, TokenPrices>>
  /** 0 takes a free one. */
  readonly port?: number
}

const answering: Plan = () => ({ kind: 'answer' })

const readText = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

const text = (response: ServerResponse, type: string, body: string): void => {
  response.writeHead(200, { 'content-type': type })
  response.end(body)
}

/** Starts it. `GET /account.jsonl` and `GET /account.csv` tell what was charged. */
export const startOpenAiServer = async (options: OpenAiServerOptions = {}): Promise<OpenAiServer> => {
  const { plan = answering, prices = {}, port = 0 } = options
  const account = createAccount(prices)
  const asked: Asked[] = []
  let open = 0

  const answer = async (surface: Surface, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = AskedBody.parse(JSON.parse(await readText(request)))
    const one: Asked = { nth: asked.length, surface, body, headers: request.headers }
    asked.push(one)
    const behaviour = await plan(one)
    const tokens = tokensOf(one, behaviour)
    const model = (behaviour.kind === 'answer' ? behaviour.model : undefined) ?? body.model
    const id = String(one.nth)
    const named = request.headers['x-client-request-id']
    if (charges(behaviour)) account.charge(typeof named === 'string' ? named : id, model, tokens)
    const told = behaviour.kind === 'answer' && behaviour.tellsUsage === false ? null : tokens
    await respond(response, one, { id, model, pieces: piecesOf(behaviour), tokens: told }, behaviour)
  }

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (path === '/account.jsonl') return text(response, 'application/jsonl', account.jsonLines())
    if (path === '/account.csv') return text(response, 'text/csv', account.csv())
    if (path === '/v1/models') return text(response, 'application/json', '{"object":"list","data":[]}')
    const surface = Surface.safeParse(path.replace(/^\/v1\//, ''))
    if (request.method === 'POST' && surface.success) return answer(surface.data, request, response)
    response.writeHead(404, { 'content-type': 'application/json' })
    response.end('{"error":{"message":"unknown URL","type":"invalid_request_error","param":null,"code":null}}')
  }

  const server = createServer((request, response) => {
    open += 1
    response.once('close', () => {
      open -= 1
    })
    route(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: String(error) }))
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const close = async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  return {
    url: `http://127.0.0.1:${portOf(address)}/v1`,
    account,
    asked,
    open: () => open,
    close,
    [Symbol.asyncDispose]: close,
  }
}

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}
