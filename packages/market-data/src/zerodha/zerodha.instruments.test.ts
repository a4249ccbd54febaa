import { expect, test } from 'vitest'
import { candleFolder } from '../testing/candle-folder.ts'
import { parseInstruments, readInstruments } from './zerodha.instruments.ts'

const header = 'instrument_token,tradingsymbol,name,exchange'

test('symbols of NSE are read with &, hyphens and spaces, each once', () => {
  const text = `\uFEFF${header}\r\n1,M&M,"MAHINDRA, LTD",NSE\r\n2,NIFTY 50,,NSE\r\n3,AIMTRON-SM,x,NSE\r\n4,M&M,again,NSE\r\n`
  expect(parseInstruments(text)).toEqual({ symbols: ['M&M', 'NIFTY 50', 'AIMTRON-SM'], skipped: 0 })
})

test('what is no symbol, such as a path, and other exchanges are skipped and counted', () => {
  const text = `${header}\n1,../../x,,NSE\n2,INFY,,BSE\n3\n4,infy,,NSE\n5,TCS,,NSE\n`
  expect(parseInstruments(text)).toEqual({ symbols: ['TCS'], skipped: 4 })
})

test('a list that is missing, empty or something else is an error that says what to give', async () => {
  await using folder = await candleFolder({ 'empty.csv': '', 'other.csv': 'a,b\n1,2\n' })
  const saying = (part: string) => ({ code: 'invalid-input', message: expect.stringContaining(part) })
  const reading = (name: string) => readInstruments(`${folder.path}/${name}`)
  await expect(reading('none.csv')).rejects.toMatchObject(saying('does not exist'))
  for (const name of ['empty.csv', 'other.csv'])
    await expect(reading(name)).rejects.toMatchObject(saying('tradingsymbol'))
})
