import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { usageOfSdk } from './sdk-usage.ts'
import type { StreamTold } from './stream-watch.ts'
import { toldNothing } from './told.ts'

const textOf = (error: unknown): string => (error instanceof Error ? error.message : (JSON.stringify(error) ?? 'error'))

/** What a stream of the AI SDK has told after one more part. It is complete with its `finish`, unless that only says that nothing more came. */
export const toldAfter = (told: StreamTold, part: LanguageModelV4StreamPart): StreamTold => {
  if (part.type === 'response-metadata') return { ...told, modelServed: part.modelId ?? told.modelServed }
  if (part.type === 'error') return { ...told, error: textOf(part.error) }
  if (part.type !== 'finish') return told
  return { ...told, usage: usageOfSdk(part.usage), complete: part.finishReason.unified !== 'interrupted' }
}

/** Before the first part. */
export const beforeAny: StreamTold = { ...toldNothing, complete: false, error: null }
