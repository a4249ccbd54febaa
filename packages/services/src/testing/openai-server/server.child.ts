import { z } from 'zod'
import { Mix, planOf } from './mix.ts'
import { startOpenAiServer } from './server.ts'

/** Serves until the parent goes: `{ mix, prices, port }` as JSON in the first argument, `{ url }` as a message once it listens. */
const Settings = z.object({
  mix: Mix.optional(),
  prices: z.record(z.string(), z.object({ input: z.string(), cached: z.string(), output: z.string() })).default({}),
  port: z.int().default(0),
})

const { mix, prices, port } = Settings.parse(JSON.parse(process.argv[2] ?? '{}'))
const server = await startOpenAiServer({ prices, port, ...(mix && { plan: planOf(mix) }) })
process.send?.({ url: server.url })
process.once('disconnect', () => void server.close())
