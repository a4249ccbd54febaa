import type { Deed, History, Span, Violation } from './history.ts'

const place = (at: number): string => (Number.isFinite(at) ? String(at) : '…')

const described = (deed: Deed, shown: (key: string) => string): string => {
  const failed = 'ok' in deed && !deed.ok ? ` – ${deed.error ?? 'failed or not answered'}` : ''
  if (deed.type === 'read') {
    const { via, key, value, version, state, level, coherent, away } = deed
    const labels = [
      state,
      level,
      version === undefined ? undefined : `version ${version}`,
      coherent ? '' : 'deaf',
      away ? 'away' : '',
    ]
    return `${via} ${shown(key)} → ${value ?? 'nothing'} ${labels.filter(Boolean).join(', ')}${failed}`
  }
  if (deed.type === 'census') return `census: ${deed.values} values, ${deed.indexed} in the index`
  if (deed.type === 'cut') return `cut ${deed.connection}`
  const concerned = 'keys' in deed ? deed.keys.map(shown).join(' ') : 'key' in deed ? shown(deed.key) : ''
  const value = 'value' in deed ? ` = ${deed.value}` : ''
  return `${deed.type} ${concerned}${value}${failed}`
}

const line = ({ process, begin, end, beganAt, endedAt, deed }: Span, from: number): string => {
  const took = Number.isFinite(endedAt) ? `${(endedAt - beganAt).toFixed(1)} ms` : '…'
  const when = `${place(begin)}–${place(end)}`.padStart(9)
  // keys differ in their last part
  const text = described(deed, (key) => `k${key.slice(key.indexOf('-') + 1)}`)
  return `${when}  ${(beganAt - from).toFixed(1).padStart(7)} ms  ${took.padStart(8)}  ${process.padEnd(6)}  ${text}`
}

/** A history for people: what happened in the order of its begin, with places in the one order of calls and answers, and what is wrong with it. */
export const renderHistory = ({ number, family, spans }: History, violations: readonly Violation[]): string => {
  const from = spans[0]?.beganAt ?? 0
  const wrong = violations.map(
    ({ point, message, spans: shown }) =>
      `  point ${point}: ${message} (${shown.map(({ begin }) => begin).join(', ')})`,
  )
  return [`history ${number}, family ${family}:`, ...wrong, ...spans.map((span) => line(span, from))].join('\n')
}
