/** What a user of the published package writes. It is type-checked and run outside the workspace, with nothing but the tarball. */
import process from 'node:process'
import { createFyntrix, isFyntrixError, type LatestTopPicks, type PublishedRun, type RouterOutputs } from '@fyntrix/sdk'

// a declaration that silently became `any` would accept this line: the directive fails then, since there is no error to expect
// @ts-expect-error a universe that does not exist
const impossible: LatestTopPicks['run']['universe'] = 'nasdaq'
const sameType = (latest: RouterOutputs['topPicks']['latest']): LatestTopPicks => latest

const [url, apiKey] = [process.env['FYNTRIX_URL'], process.env['FYNTRIX_API_KEY']]
if (!url || !apiKey) throw new Error(`FYNTRIX_URL and FYNTRIX_API_KEY are not set (${impossible})`)

const client = createFyntrix({ url, apiKey })
const key = { universe: 'nifty50', mode: 'swing' } as const

const { run, stale } = sameType(await client.topPicks.latest(key))
console.log(`latest: ${run.id}, as of ${run.asOf}, ${run.picks.length} picks, stale: ${stale}`)

try {
  await client.topPicks.byId({ id: '00000000-0000-7000-8000-000000000000' })
  throw new Error('a run that does not exist was found')
} catch (error) {
  if (!isFyntrixError(error) || error.code !== 'not-found') throw error
  console.log(`error:  ${error.code}, request ${error.requestId}`)
}

const published = await new Promise<PublishedRun>((resolve, reject) => {
  const subscription = client.topPicks.subscribe({
    ...key,
    onRun(event) {
      subscription.close()
      resolve(event)
    },
    onError: reject,
    onState(state) {
      if (state === 'open') client.topPicks.run(key).catch(reject)
    },
  })
  setTimeout(() => reject(new Error('no live update within 60 s')), 60_000).unref()
})
console.log(`update: ${published.run.id}, number ${published.seq}`)
