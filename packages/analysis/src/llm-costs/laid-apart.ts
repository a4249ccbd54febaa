import { inputUnits, outputUnits, type UsageUnit } from '@fyntrix/domain/llm-costs'
import type { Counts } from './read-counts.ts'

/** Counts of the price data that say which part of another count is text or came from tools: what is left of that says it too. */
const withinOthers = new Set([
  'input_text_tokens',
  'output_text_tokens',
  'cache_text_read_tokens',
  'input_tool_tokens',
  'input_text_tool_tokens',
  'input_audio_tool_tokens',
  'input_image_tool_tokens',
  'input_video_tool_tokens',
])

/** The names of counts that are understood here. */
export const knownCounts: ReadonlySet<string> = new Set([
  ...withinOthers,
  'input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'cache_write_5m_tokens',
  'cache_write_1h_tokens',
  'input_audio_tokens',
  'cache_audio_read_tokens',
  'input_image_tokens',
  'cache_image_read_tokens',
  'input_video_tokens',
  'cache_video_read_tokens',
  'output_tokens',
  'output_reasoning_tokens',
  'output_audio_tokens',
  'output_image_tokens',
  'output_video_tokens',
  'output_citation_tokens',
  'audio_seconds',
  'input_audio_seconds',
  'input_document_pages',
  'input_annotated_document_pages',
  'input_text_messages',
  'web_searches',
  'storage_searches',
])

const sum = (parts: Partial<Record<UsageUnit, number>>, units: readonly UsageUnit[]): number =>
  units.reduce((all, unit) => all + (parts[unit] ?? 0), 0)

/**
 * The parts of a usage, which lie within each other in the provider's words, laid apart: cached, written, sound and pictures within the input, cached sound within
 * both, the lifetimes of what was written within what was written, reasoning and citations within the output. What was written without a lifetime is
 * taken for five minutes, the default. A part below zero means that the words contradict each other.
 */
export const laidApart = (counts: Counts): Partial<Record<UsageUnit, number>> => {
  const of = (name: string) => counts[name] ?? 0
  const [audioRead, imageRead] = [of('cache_audio_read_tokens'), of('cache_image_read_tokens')]
  const written = of('cache_write_tokens') - of('cache_write_1h_tokens')
  const parts: Partial<Record<UsageUnit, number>> = {
    cacheRead: of('cache_read_tokens') - audioRead - imageRead,
    cacheWrite5m: written < of('cache_write_5m_tokens') ? -1 : written,
    cacheWrite1h: of('cache_write_1h_tokens'),
    inputAudio: of('input_audio_tokens') - audioRead,
    cacheReadAudio: audioRead,
    inputImage: of('input_image_tokens') - imageRead,
    cacheReadImage: imageRead,
    inputVideo: of('input_video_tokens') - of('cache_video_read_tokens'),
    reasoning: of('output_reasoning_tokens'),
    outputAudio: of('output_audio_tokens'),
    outputImage: of('output_image_tokens'),
    outputVideo: of('output_video_tokens'),
    citations: of('output_citation_tokens'),
    // one lies within the other, where both are told
    audioMs: Math.ceil(Math.max(of('audio_seconds'), of('input_audio_seconds')) * 1_000),
    pages: of('input_document_pages') - of('input_annotated_document_pages'),
    annotatedPages: of('input_annotated_document_pages'),
    messages: of('input_text_messages'),
    webSearches: of('web_searches'),
    storageSearches: of('storage_searches'),
    requests: 1,
  }
  return {
    ...parts,
    input: of('input_tokens') - sum(parts, inputUnits),
    output: of('output_tokens') - sum(parts, outputUnits),
  }
}
