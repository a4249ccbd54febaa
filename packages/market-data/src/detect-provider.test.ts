import { nse } from '@fyntrix/calendar'
import { expect, test } from 'vitest'
import { detectProvider } from './detect-provider.ts'
import { nseDailyHeader } from './nse-daily/nse-daily.layout.ts'
import { candleFolder } from './testing/candle-folder.ts'

const sourceOf = async (files: Record<string, string>) => {
  await using folder = await candleFolder(files)
  const { source, simulated } = await detectProvider(folder.path, nse)
  expect(simulated).toBe(false)
  return source
}

test('tells the layouts apart by their content', async () => {
  expect(await sourceOf({ 'cache_metadata.json': '{}', 'a.csv': '' })).toBe('zerodha')
  expect(await sourceOf({ 'A.csv': 'x,y\n', 'TCS.csv': `${nseDailyHeader}\r\n` })).toBe('nse-daily')
  expect(await sourceOf({ 'TCS.csv': `\uFEFF${nseDailyHeader}` })).toBe('nse-daily')
})

test.each([
  ['empty', {}, 'it is empty'],
  ['without CSV files', { 'a.txt': nseDailyHeader }, 'it has no CSV file'],
  ['of other CSV files', { 'a.csv': 'x,y\n1,2\n', 'b.csv': '' }, 'none of its 2 CSV files has a known header'],
])('a folder that is %s is refused with what was expected', async (_, files, found) => {
  await using folder = await candleFolder(files)
  const refusal = detectProvider(folder.path, nse)
  await expect(refusal).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining(found) })
  await expect(refusal).rejects.toThrow(`Expected are CSV files SYMBOL.csv that begin with "${nseDailyHeader}"`)
})

test('a folder that is missing or is a file is refused by name', async () => {
  await using folder = await candleFolder({ file: '' })
  for (const [name, reason] of [
    ['nowhere', 'it does not exist'],
    ['file', 'it is not a folder'],
  ]) {
    const refusal = detectProvider(`${folder.path}/${name}`, nse)
    await expect(refusal).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(`${name}: ${reason}`),
    })
  }
})
