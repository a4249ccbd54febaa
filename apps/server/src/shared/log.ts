import { type DestinationStream, type Logger, pino } from 'pino'

/** What looks like a secret wherever it stands: API keys, bearer tokens, passwords in addresses. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/fx_[0-9a-f]{8}_[A-Za-z0-9_-]{20,}/g, 'fx_[masked]'],
  [/(bearer\s+)[^\s"',\\]+/gi, '$1[masked]'],
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@"]*@/gi, '$1[masked]@'],
]

/** Text without secrets. */
export const mask = (text: string): string =>
  secrets.reduce((masked, [pattern, by]) => masked.replace(pattern, by), text)

const secretFields = ['authorization', 'apiKey', 'password', 'url', 'connectionString', 'clientUrl']

/**
 * A logger that writes JSON lines. Fields that hold secrets by name are removed, and what looks like one is masked in the finished line: causes of
 * drivers carry more than their messages.
 */
export const createLog = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: { service: 'server' },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          ...secretFields,
          ...secretFields.map((field) => `*.${field}`),
          'req.headers',
          '*.headers.authorization',
        ],
        censor: '[removed]',
      },
      hooks: { streamWrite: mask },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  )
