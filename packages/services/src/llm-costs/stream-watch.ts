import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import type { LlmEndpoint } from './endpoint.ts'
import type { UsageOf } from './readers.ts'
import { jsonOf, type Told, toldBy, toldNothing } from './told.ts'

/** What a stream has told so far. */
export interface StreamTold extends Told {
  /** Nothing that is charged can follow. Before that, a usage that was told may still grow. */
  readonly complete: boolean
  /** What the provider says went wrong amid the stream. */
  readonly error: string | null
}

/** Reads along with a stream of server-sent events, however it is cut into pieces. */
export interface StreamWatch {
  readonly see: (bytes: Uint8Array) => void
  readonly told: () => StreamTold
  /** After the last byte: an event that no empty line ended counts as well. */
  readonly end: () => StreamTold
}

const Chunk = z.looseObject({
  usage: z.unknown().optional(),
  choices: z
    .array(z.looseObject({ index: z.int().catch(0), finish_reason: z.string().nullish() }))
    .nullish()
    .catch(null),
  error: z.unknown().optional(),
})

const ResponseEvent = z.looseObject({
  type: z.string().catch(''),
  response: z.unknown().optional(),
  error: z.unknown().optional(),
})

const ResponseFacts = z.looseObject({ error: z.unknown().optional() })

const lastEvents = new Set(['response.completed', 'response.incomplete', 'response.failed', 'response.cancelled'])

// the last event of a response repeats all of it; what is longer is passed on without being looked at
const longestEvent = 32 * 1024 * 1024

const errorText = (error: unknown): string => {
  const message = z.looseObject({ message: z.string() }).safeParse(error).data?.message
  return message ?? JSON.stringify(error) ?? 'an error without words'
}

/**
 * Watches a stream for what it tells of its cost. A chat is complete with `[DONE]`, or with usage in a chunk after which no answer goes on: of `choices`
 * answers all have a reason to be finished, or the chunk holds none. Usage in any other chunk is what was used so far.
 */
export const createStreamWatch = (endpoint: LlmEndpoint, choices: number, usageOf: UsageOf): StreamWatch => {
  let told: StreamTold = { ...toldNothing, complete: false, error: null }
  const finished = new Set<number>()

  const learn = (body: unknown): void => {
    const now = toldBy(endpoint, body, usageOf)
    if (now === null) return
    told = {
      ...told,
      modelServed: now.modelServed ?? told.modelServed,
      tier: now.tier ?? told.tier,
      usage: now.usage ?? told.usage,
    }
  }

  const seeChunk = (body: unknown): void => {
    const chunk = Chunk.safeParse(body).data
    if (!chunk) return
    if ((chunk.error ?? null) !== null) told = { ...told, error: errorText(chunk.error) }
    learn(body)
    for (const { index, finish_reason } of chunk.choices ?? []) if (finish_reason != null) finished.add(index)
    const over = (chunk.choices ?? []).length === 0 || finished.size >= choices
    if ((chunk.usage ?? null) !== null && over) told = { ...told, complete: true }
  }

  const seeResponse = (body: unknown): void => {
    const event = ResponseEvent.safeParse(body).data
    if (!event) return
    const response = ResponseFacts.safeParse(event.response).data
    const error = event.type === 'error' ? (event.error ?? body) : response?.error
    if ((error ?? null) !== null) told = { ...told, error: errorText(error) }
    if (!response) return
    learn(response)
    if (lastEvents.has(event.type)) told = { ...told, complete: true }
  }

  const parser = createParser({
    maxBufferSize: longestEvent,
    onEvent: ({ data }) => {
      if (data.trim() === '[DONE]') told = { ...told, complete: true }
      else if (endpoint === 'responses') seeResponse(jsonOf(data))
      else seeChunk(jsonOf(data))
    },
  })
  const decoder = new TextDecoder()
  let blind = false
  const feed = (text: string): void => {
    if (blind) return
    try {
      parser.feed(text)
    } catch {
      // too long an event: what follows is not understood, so the usage stays unknown
      blind = true
    }
  }
  return {
    see: (bytes) => feed(decoder.decode(bytes, { stream: true })),
    told: () => told,
    end() {
      feed(`${decoder.decode()}\n\n`)
      return told
    },
  }
}
