import { setTimeout as delay } from 'node:timers/promises'
import { openLegacySystem } from './legacy-system.ts'
import { WriterOptions } from './writer.messages.ts'

/** Writes to a legacy installation until it is told to stop (SIGTERM), and then says what it wrote. Says `writing` once it does. */
const { root, seed, after, pauseMs } = WriterOptions.parse(JSON.parse(process.argv[2] ?? '{}'))
const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())
{
  using system = openLegacySystem(root, { seed, changes: true, after })
  process.stdout.write('writing\n')
  while (!stopping.signal.aborted) {
    system.step()
    await delay(pauseMs)
  }
  process.stdout.write(`${JSON.stringify(system.written)}\n`)
}
