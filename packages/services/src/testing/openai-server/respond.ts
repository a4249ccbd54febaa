import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { type Answer, bodyOf, eventsOf } from './answers.ts'
import type { Asked, Behaviour } from './behaviour.ts'

type Answering = Extract<Behaviour, { kind: 'answer' }>

const write = async (response: ServerResponse, bytes: Buffer): Promise<void> => {
  if (!response.write(bytes)) await Promise.race([once(response, 'drain'), once(response, 'close')])
}

const begin = (response: ServerResponse, type: string, requestId: string): void => {
  response.writeHead(200, { 'content-type': type, 'x-request-id': requestId })
}

const send = (response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

const failure = (status: number, message: string) => ({
  error: { message, type: status === 429 ? 'rate_limit_error' : 'server_error', param: null, code: null },
})

const stream = async (response: ServerResponse, asked: Asked, answer: Answer, wish: Answering): Promise<void> => {
  begin(response, 'text/event-stream; charset=utf-8', answer.id)
  const events = eventsOf(asked, answer)
  if (wish.errorAfter !== undefined) {
    const error = `data: ${JSON.stringify(failure(500, 'The server had an error while processing your request'))}\n\n`
    events.splice(wish.errorAfter, events.length, error)
  }
  const text = `: welcome\n\n${events.join('')}`
  const bytes = Buffer.from(wish.crlf ? text.replaceAll('\n', '\r\n') : text)
  const piece = wish.piece ?? bytes.length
  for (let at = 0; at < bytes.length; at += piece) await write(response, bytes.subarray(at, at + piece))
  response.end()
}

const part = async (response: ServerResponse, asked: Asked, answer: Answer, after: number): Promise<void> => {
  if (asked.body.stream) {
    begin(response, 'text/event-stream', answer.id)
    await write(response, Buffer.from(`: welcome\n\n${eventsOf(asked, answer).slice(0, after).join('')}`))
    return
  }
  const whole = JSON.stringify(bodyOf(asked, answer))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) })
  await write(response, Buffer.from(whole.slice(0, whole.length >> 1)))
}

/** Answers a request as a behaviour says. Ends when the server has done its part, which for a hang is when the client leaves. */
export const respond = async (
  response: ServerResponse,
  asked: Asked,
  answer: Answer,
  behaviour: Behaviour,
): Promise<void> => {
  switch (behaviour.kind) {
    case 'answer':
      if (behaviour.delayMs) await setTimeout(behaviour.delayMs)
      if (asked.body.stream) return stream(response, asked, answer, behaviour)
      return send(response, 200, bodyOf(asked, answer), { 'x-request-id': answer.id })
    case 'status':
      return send(
        response,
        behaviour.status,
        failure(behaviour.status, `status ${behaviour.status}`),
        behaviour.retryAfter === undefined ? {} : { 'retry-after': String(behaviour.retryAfter) },
      )
    case 'hang':
      if (behaviour.after !== undefined) await part(response, asked, answer, behaviour.after)
      if (!response.destroyed) await once(response, 'close')
      return
    case 'malformed':
      begin(response, asked.body.stream ? 'text/event-stream' : 'application/json', answer.id)
      response.end(asked.body.stream ? 'data: {"choices": [\n\n' : '<html>upstream error</html>')
      return
    case 'cut':
      await part(response, asked, answer, behaviour.after)
      response.destroy()
      return
    default:
      return behaviour satisfies never
  }
}
