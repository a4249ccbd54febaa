import { CallPurpose } from '@fyntrix/domain/llm-costs'
import { openServices } from '@fyntrix/services'
import { createMeteredFetch } from '@fyntrix/services/llm-costs'
import { silentLog } from '@fyntrix/services/shared'
import { answerParent } from '../bench/shared/workers.ts'
import { CallerTask, type CallsDone, type CallsWanted, noteRefusal } from './llm-caller.messages.ts'

/** Makes LLM calls over HTTP through the meter, until it is killed or its parent goes. */
const open = async ({ databaseUrl, redisUrl, home }: Extract<CallerTask, { readonly kind: 'open' }>) => {
  const { services } = await openServices({
    name: 'fyntrix-caller',
    databaseUrl,
    redisUrl,
    source: 'simulated',
    asOf: null,
    home,
    version: '0.0.0',
    wall: () => new Date(),
    log: silentLog,
  })
  return services.llmCosts
}

let llmCosts: Awaited<ReturnType<typeof open>> | undefined
let home = ''

/** Of more bytes than the provider may count as tokens. */
const question = 'Say that all of it is well. '.repeat(50)

const call = async (wanted: CallsWanted): Promise<keyof CallsDone> => {
  if (llmCosts === undefined) throw new Error('it is not open')
  const metered = createMeteredFetch({
    meter: llmCosts.meter,
    provider: wanted.provider,
    purpose: CallPurpose.parse({ purpose: 'proof', tags: [wanted.tag] }),
    timeoutMs: wanted.timeoutMs,
    waitMs: wanted.waitMs,
    outputTokensByDefault: wanted.maxTokens,
    ...llmCosts.readersOf(wanted.provider),
    fetch,
    log: silentLog,
  })
  const messages = [{ role: 'user', content: question }]
  const body = { model: wanted.model, messages, max_tokens: wanted.maxTokens, stream: wanted.stream }
  try {
    const answer = await metered(`${wanted.url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    await answer.text()
    if (answer.ok) return 'answered'
    if (answer.status !== 402) return 'failed'
    noteRefusal(home)
    return 'refused'
  } catch {
    return 'failed'
  }
}

const callAll = async (wanted: CallsWanted): Promise<CallsDone> => {
  const done = { answered: 0, failed: 0, refused: 0 }
  let left = wanted.calls
  const caller = async () => {
    while (left > 0) {
      left -= 1
      done[await call({ ...wanted, stream: wanted.stream && left % 2 === 0 })] += 1
    }
  }
  await Promise.all(Array.from({ length: wanted.callers }, caller))
  return done
}

answerParent(async (message) => {
  const task = CallerTask.parse(message)
  if (task.kind === 'call') return callAll(task)
  home = task.home
  llmCosts = await open(task)
  return { ready: true }
})
