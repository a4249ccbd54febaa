import type { CandleInterval } from '@fyntrix/domain/candles'
import type { ScalpingExitReason } from '@fyntrix/domain/scalping'
import type { Direction } from '@fyntrix/domain/top-picks'

/**
 * Ten exits, checked by hand against the bars below; `because` says which bar did it. Signals, stops and targets are those of the runs of that instant.
 * Dates are exchange dates and times Asia/Kolkata, prices INR, `netPct` after 0.08 % of assumed costs.
 */
export interface HandChecked {
  readonly date: string
  readonly mode: 'scalping' | 'intraday'
  readonly symbol: string
  readonly direction: Direction
  readonly signal: string
  readonly stop: number
  readonly target: number
  readonly entry: readonly [time: string, price: number]
  readonly exit: readonly [time: string, price: number]
  readonly reason: ScalpingExitReason
  readonly netPct: number
  readonly because: string
}

export const handChecked: readonly HandChecked[] = [
  {
    date: '2025-08-28',
    mode: 'scalping',
    symbol: 'RELIANCE',
    direction: 'SHORT',
    signal: '08:00',
    stop: 1388.54,
    target: 1374.33,
    entry: ['09:15', 1389.9],
    exit: ['09:15', 1389.9],
    reason: 'STOP',
    netPct: -0.08,
    because: 'its stop was passed by the open of 09:15 already: left at the entry',
  },
  {
    date: '2025-08-28',
    mode: 'scalping',
    symbol: 'BAJAJFINSV',
    direction: 'SHORT',
    signal: '08:00',
    stop: 1930.4,
    target: 1895.2,
    entry: ['09:15', 1920],
    exit: ['09:20', 1930.4],
    reason: 'STOP',
    netPct: -0.6217,
    because: '09:15 reached 1935.00',
  },
  {
    date: '2025-08-28',
    mode: 'scalping',
    symbol: 'RELIANCE',
    direction: 'SHORT',
    signal: '09:20',
    stop: 1382.76,
    target: 1363.77,
    entry: ['09:25', 1369.9],
    exit: ['09:45', 1370.6097],
    reason: 'TRAIL',
    netPct: -0.1318,
    because:
      '09:35 had reached 1366.50, more than 0.2 % ahead: from then on the stop was 0.3 % of the entry above, 1370.6097, which 09:40 reached',
  },
  {
    date: '2025-08-28',
    mode: 'scalping',
    symbol: 'RELIANCE',
    direction: 'SHORT',
    signal: '09:30',
    stop: 1376.59,
    target: 1353.43,
    entry: ['09:35', 1368],
    exit: ['09:55', 1376.59],
    reason: 'STOP',
    netPct: -0.7079,
    because: 'the best was 1366.50, less than 0.2 % ahead, so nothing trailed; 09:50 reached 1377.20',
  },
  {
    date: '2025-08-28',
    mode: 'scalping',
    symbol: 'INFY',
    direction: 'SHORT',
    signal: '09:20',
    stop: 1523,
    target: 1493.3,
    entry: ['09:25', 1509.9],
    exit: ['10:25', 1507.2],
    reason: 'TIME',
    netPct: 0.0988,
    because:
      'from 10:15 on a stop trailed, at 1510.7297 and then 1509.9297, above every later high; 10:25 was the end of the hour',
  },
  {
    date: '2025-08-28',
    mode: 'scalping',
    symbol: 'ADANIENT',
    direction: 'LONG',
    signal: '10:00',
    stop: 2276.9,
    target: 2336.8,
    entry: ['10:05', 2298.7],
    exit: ['10:45', 2304.5039],
    reason: 'TRAIL',
    netPct: 0.1725,
    because: '10:35 had reached 2311.40: the stop was 2304.5039, and 10:40 fell to 2303.60 whatever it reached before',
  },
  {
    date: '2025-08-28',
    mode: 'scalping',
    symbol: 'RELIANCE',
    direction: 'LONG',
    signal: '14:40',
    stop: 1377.44,
    target: 1392.17,
    entry: ['14:45', 1379.6],
    exit: ['14:50', 1377.44],
    reason: 'STOP',
    netPct: -0.2366,
    because: '14:45 fell to 1377.10',
  },
  {
    date: '2025-08-28',
    mode: 'scalping',
    symbol: 'ADANIENT',
    direction: 'SHORT',
    signal: '15:10',
    stop: 2283.1,
    target: 2244.5,
    entry: ['15:15', 2273],
    exit: ['15:30', 2282.1],
    reason: 'EOD',
    netPct: -0.4804,
    because: 'neither stop nor target nor 0.2 % ahead by the close of the session, 15 minutes after the entry',
  },
  {
    date: '2025-08-28',
    mode: 'intraday',
    symbol: 'BAJAJFINSV',
    direction: 'SHORT',
    signal: '08:03',
    stop: 1933.3,
    target: 1895.2,
    entry: ['09:15', 1920],
    exit: ['09:30', 1933.3],
    reason: 'STOP',
    netPct: -0.7727,
    because: 'the bar of fifteen minutes from 09:15 reached 1935.00',
  },
  {
    date: '2025-08-22',
    mode: 'scalping',
    symbol: 'ADANIENT',
    direction: 'SHORT',
    signal: '11:00',
    stop: 2366.73,
    target: 2335.44,
    entry: ['11:05', 2353],
    exit: ['11:35', 2335.44],
    reason: 'TARGET',
    netPct: 0.6663,
    because: 'the stop that trailed was 2343.2590 before 11:30, which reached 2340.70 at most, and 2335.00 at best',
  },
]

/**
 * The bars of those holdings up to their exits: symbol, interval, date, start, open, high, low, close, volume. Source: the Zerodha candles that the legacy
 * installation cached in August and September 2025, newest copies.
 */
const bars = `
ADANIENT 5minute 2025-08-22 11:05 2353.00 2354.80 2351.40 2351.40 2669
ADANIENT 5minute 2025-08-22 11:10 2351.40 2352.70 2347.10 2347.40 19878
ADANIENT 5minute 2025-08-22 11:15 2347.10 2347.40 2341.40 2345.00 16490
ADANIENT 5minute 2025-08-22 11:20 2345.00 2345.00 2340.60 2341.40 8111
ADANIENT 5minute 2025-08-22 11:25 2341.40 2342.90 2336.20 2338.80 10577
ADANIENT 5minute 2025-08-22 11:30 2338.80 2340.70 2335.00 2338.00 6604
ADANIENT 5minute 2025-08-28 10:05 2298.70 2300.00 2296.20 2296.50 9586
ADANIENT 5minute 2025-08-28 10:10 2296.60 2299.00 2295.80 2296.50 7450
ADANIENT 5minute 2025-08-28 10:15 2296.50 2298.60 2295.00 2295.20 6606
ADANIENT 5minute 2025-08-28 10:20 2295.20 2297.40 2295.10 2296.10 3492
ADANIENT 5minute 2025-08-28 10:25 2296.10 2298.80 2295.70 2297.90 3776
ADANIENT 5minute 2025-08-28 10:30 2298.00 2300.00 2296.20 2299.00 6352
ADANIENT 5minute 2025-08-28 10:35 2299.00 2311.40 2298.10 2308.90 21418
ADANIENT 5minute 2025-08-28 10:40 2309.00 2318.00 2303.60 2317.00 29159
ADANIENT 5minute 2025-08-28 15:15 2273.00 2274.00 2269.00 2272.20 27226
ADANIENT 5minute 2025-08-28 15:20 2272.20 2281.50 2271.10 2281.40 35485
ADANIENT 5minute 2025-08-28 15:25 2281.10 2282.30 2278.10 2282.10 20088
BAJAJFINSV 15minute 2025-08-28 09:15 1920.00 1935.00 1920.00 1926.20 199747
BAJAJFINSV 5minute 2025-08-28 09:15 1920.00 1935.00 1920.00 1930.60 98387
INFY 5minute 2025-08-28 09:25 1509.90 1515.40 1509.90 1513.20 109389
INFY 5minute 2025-08-28 09:30 1513.20 1514.20 1512.40 1512.50 45869
INFY 5minute 2025-08-28 09:35 1512.50 1515.20 1511.30 1514.00 60454
INFY 5minute 2025-08-28 09:40 1514.00 1516.00 1512.10 1516.00 35347
INFY 5minute 2025-08-28 09:45 1516.00 1516.50 1514.30 1514.30 40126
INFY 5minute 2025-08-28 09:50 1514.30 1514.30 1512.20 1513.10 37244
INFY 5minute 2025-08-28 09:55 1513.20 1514.00 1511.20 1511.30 40353
INFY 5minute 2025-08-28 10:00 1511.30 1511.60 1509.60 1510.40 47289
INFY 5minute 2025-08-28 10:05 1510.40 1512.60 1510.00 1511.60 38860
INFY 5minute 2025-08-28 10:10 1511.60 1511.60 1506.20 1506.50 97781
INFY 5minute 2025-08-28 10:15 1506.50 1508.40 1505.40 1506.10 88012
INFY 5minute 2025-08-28 10:20 1506.10 1507.80 1504.40 1507.20 85579
RELIANCE 5minute 2025-08-28 09:15 1389.90 1389.90 1374.10 1376.10 748704
RELIANCE 5minute 2025-08-28 09:25 1369.90 1372.50 1368.00 1369.40 273548
RELIANCE 5minute 2025-08-28 09:30 1369.50 1370.40 1368.00 1368.00 165615
RELIANCE 5minute 2025-08-28 09:35 1368.00 1370.90 1366.50 1370.60 132457
RELIANCE 5minute 2025-08-28 09:40 1370.60 1374.40 1370.40 1374.40 153549
RELIANCE 5minute 2025-08-28 09:45 1374.30 1375.80 1373.70 1375.40 137006
RELIANCE 5minute 2025-08-28 09:50 1375.20 1377.20 1375.20 1376.20 121745
RELIANCE 5minute 2025-08-28 14:45 1379.60 1380.40 1377.10 1379.70 316976
`

/** A bar; `ts` is its start, epoch milliseconds. */
export interface RealBar {
  readonly symbol: string
  readonly interval: CandleInterval
  readonly ts: number
  readonly values: readonly [open: number, high: number, low: number, close: number, volume: number]
}

export const realBars: readonly RealBar[] = bars
  .trim()
  .split('\n')
  .map((line) => {
    const [symbol = '', interval = '', date = '', time = '', ...numbers] = line.split(' ')
    const [open = Number.NaN, high = Number.NaN, low = Number.NaN, close = Number.NaN, volume = Number.NaN] =
      numbers.map(Number)
    return {
      symbol,
      interval: interval === '5minute' ? '5minute' : '15minute',
      ts: Date.parse(`${date}T${time}:00+05:30`),
      values: [open, high, low, close, volume],
    }
  })
