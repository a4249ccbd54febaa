import type { Correction } from '@fyntrix/db/llm-costs'
import type { Database, Repositories } from '@fyntrix/db/shared'
import {
  type InvoiceLine,
  type LlmRequest,
  mostUsd,
  type ReconcileReport,
  type ReconcileRequest,
  type Usd,
} from '@fyntrix/domain/llm-costs'
import { DomainError, type Id } from '@fyntrix/domain/shared'
import { Big } from 'big.js'
import { usdOf } from './budget-state.ts'

type CallLine = Extract<InvoiceLine, { readonly requestId: Id }>
type DayLine = Extract<InvoiceLine, { readonly day: string }>

const batch = 500
const dayMs = 86_400_000

const byInvoice = ({ id, at, costUsd, costBasis }: LlmRequest, amountUsd: Usd): Correction | undefined =>
  costUsd === amountUsd && costBasis === 'invoice'
    ? undefined
    : { id, at, costUsd: amountUsd, costBasis: 'invoice', priceId: null, priceVersion: null, priceFrom: null }

const correct = async (facts: Repositories, corrections: readonly Correction[], apply: boolean): Promise<number> => {
  if (apply && corrections.length > 0) await facts.llmCalls.correct(corrections)
  return corrections.length
}

/** Calls that an invoice names by their ids. */
const callsOf = async (db: Database, lines: readonly CallLine[], apply: boolean) => {
  const unknownLines: InvoiceLine[] = []
  let [matched, corrected] = [0, 0]
  for (let from = 0; from < lines.length; from += batch) {
    const some = lines.slice(from, from + batch)
    const facts = db.repositories()
    const found = new Map(
      (await facts.llmCalls.byIds(some.map(({ requestId }) => requestId))).map((call) => [call.id, call]),
    )
    const corrections: Correction[] = []
    for (const line of some) {
      const call = found.get(line.requestId)
      if (call === undefined) unknownLines.push(line)
      else {
        matched += 1
        const correction = byInvoice(call, line.amountUsd)
        if (correction) corrections.push(correction)
      }
    }
    corrected += await correct(facts, corrections, apply)
  }
  return { unknownLines, matched, corrected }
}

/** Calls of the time whose cost nobody knows and that a complete invoice does not name: they were not charged. */
const unchargedOf = async (db: Database, { provider, from, to, apply }: ReconcileRequest, named: ReadonlySet<Id>) => {
  const [begin, end] = [`${from}T00:00:00.000Z`, new Date(Date.parse(to) + dayMs).toISOString()]
  let corrected = 0
  let page: LlmRequest | undefined
  for (;;) {
    const facts = db.repositories()
    const some = await facts.llmCalls.after('worst-case', { from: begin, to: end, after: page, limit: batch })
    const free = some.filter((call) => call.provider === provider && !named.has(call.id))
    const corrections = free.flatMap((call) => byInvoice(call, zero) ?? [])
    corrected += await correct(facts, corrections, apply)
    page = some.at(-1)
    if (some.length < batch) return corrected
  }
}

const zero = usdOf(new Big(0))
const sumOf = (amounts: readonly { readonly amountUsd: string }[]): Big =>
  amounts.reduce((sum, { amountUsd }) => sum.plus(amountUsd), new Big(0))

/** Models and days on which an invoice and the ledger differ. */
const daysOf = async (db: Database, { provider, from, to }: ReconcileRequest, lines: readonly DayLine[]) => {
  const groups = await db.repositories().llmReports.spend('model-day', from, to, 100_000)
  const prefix = (day: string, model: string) => `${day} ${provider}/${model}`
  const ledger = new Map(groups.map(({ group, costUsd }) => [group, costUsd]))
  return [...Map.groupBy(lines, ({ day, model }) => prefix(day, model))].flatMap(([group, some]) => {
    const [first] = some
    const [invoiceUsd, ledgerUsd] = [usdOf(sumOf(some)), ledger.get(group) ?? zero]
    return first === undefined || invoiceUsd === ledgerUsd
      ? []
      : [{ day: first.day, model: first.model, invoiceUsd, ledgerUsd }]
  })
}

/**
 * Compares the ledger with a provider's invoice, and where it names calls lets the ledger follow it. May be repeated: what follows already is left alone. The
 * totals are those of the time after what was changed. Lines that add up to more than an amount can be are `invalid-input`, and change nothing.
 */
export const reconcile = async (db: Database, request: ReconcileRequest): Promise<ReconcileReport> => {
  const { provider, from, to, lines, complete, apply } = request
  const invoice = sumOf(lines)
  if (invoice.gt(mostUsd))
    throw new DomainError(
      'invalid-input',
      `the lines add up to ${invoice.toFixed(2)} USD, and no amount is above ${mostUsd}`,
    )
  const byCall = lines.filter((line) => 'requestId' in line)
  const byDay = lines.filter((line) => 'day' in line)
  const calls = await callsOf(db, byCall, apply)
  const named = new Set(byCall.map(({ requestId }) => requestId))
  const uncharged = complete && byCall.length > 0 ? await unchargedOf(db, request, named) : 0
  const providers = await db.repositories().llmReports.spend('provider', from, to, 1_000)
  const ledger = new Big(providers.find(({ group }) => group === provider)?.costUsd ?? 0)
  return {
    invoiceUsd: usdOf(invoice),
    ledgerUsd: usdOf(ledger),
    differenceUsd: usdOf(ledger.minus(invoice)),
    differencePct: invoice.eq(0) ? null : Number(ledger.minus(invoice).times(100).div(invoice).round(4)),
    matched: calls.matched,
    corrected: calls.corrected + uncharged,
    unknownLines: calls.unknownLines.slice(0, 1_000),
    days: await daysOf(db, request, byDay),
  }
}
