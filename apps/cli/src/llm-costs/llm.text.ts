import type {
  BudgetAlert,
  BudgetState,
  InboxEntry,
  LlmRequest,
  PickCosts,
  PriceBookEntry,
  ReconcileReport,
  RepriceReport,
  RetentionReport,
  SpendReport,
} from '@fyntrix/domain/llm-costs'
import { Big } from 'big.js'
import papaparse from 'papaparse'
import { styled, table } from '../shared/output.ts'

/** An amount without the zeros at its end, two decimals at least. */
const usd = (amount: string): string => amount.replace(/(\.\d{2}\d*?)0+$/, '$1')
const count = (n: number): string => n.toLocaleString('en-IN')

const colours = { OK: 'green', CAUTION: 'yellow', WARNING: 'yellow', EXCEEDED: 'red' } as const

export const spendText = ({ from, to, by, total, groups }: SpendReport): string =>
  [
    table(
      [by, 'calls', 'failed', 'input tokens', 'output tokens', 'USD'],
      groups.map((one) => [
        one.group || '–',
        count(one.calls),
        count(one.failed),
        count(one.inputTokens),
        count(one.outputTokens),
        usd(one.costUsd),
      ]),
      [1, 2, 3, 4, 5],
    ),
    styled(
      'bold',
      `${from} to ${to} (UTC): ${usd(total.costUsd)} USD for ${count(total.calls)} calls, ${count(total.failed)} of them failed`,
    ),
  ].join('\n')

export const budgetsText = (budgets: readonly BudgetState[]): string =>
  budgets.length === 0
    ? 'there is no budget: ./fyntrix llm budgets put --limit 10'
    : table(
        ['scope', 'period', 'kind', 'limit', 'spent', 'reserved', '%', 'level', 'forecast', 'id'],
        budgets.map(({ budget, ...state }) => [
          budget.scope,
          `${budget.period} ${budget.zone}`,
          budget.kind,
          usd(budget.limitUsd),
          usd(state.spentUsd),
          usd(state.reservedUsd),
          state.percent.toFixed(1),
          styled(colours[state.level], state.level),
          state.forecastUsd === null ? '–' : usd(state.forecastUsd),
          styled('dim', budget.id),
        ]),
        [3, 4, 5, 6, 8],
      )

export const alertsText = (alerts: readonly BudgetAlert[]): string =>
  alerts.length === 0
    ? 'no alert'
    : table(
        ['raised', 'kind', '%', 'spent', 'limit', 'detail', 'budget'],
        alerts.map((one) => [
          one.raisedAt.slice(0, 19),
          one.kind,
          one.kind === 'threshold' ? String(one.percent) : '–',
          usd(one.spentUsd),
          usd(one.limitUsd),
          one.detail,
          styled('dim', one.budgetId),
        ]),
        [2, 3, 4],
      )

export const inboxText = (entries: readonly InboxEntry[]): string =>
  entries.length === 0
    ? 'nothing waits: every call has its price'
    : [
        table(
          ['what', 'provider', 'model', 'tier', 'calls', 'USD'],
          entries.map((one) => [
            one.kind,
            one.provider,
            one.model,
            one.tier ?? '–',
            count(one.calls),
            usd(one.costUsd),
          ]),
          [4, 5],
        ),
        'unpriced: ./fyntrix llm prices add, then ./fyntrix llm reprice --apply; unknown: ./fyntrix llm reconcile',
      ].join('\n')

export const pricesText = (entries: readonly PriceBookEntry[]): string =>
  entries.length === 0
    ? 'no model fits'
    : table(
        ['provider', 'model', 'input', 'output', 'cached', 'version', 'since'],
        entries.map(({ provider, model, price, unpriced }) => {
          const rate = (unit: 'input' | 'output' | 'cacheRead') => {
            const found = price?.rates[unit]
            return found === undefined ? '–' : `${found.usd} / ${count(found.per)}`
          }
          return price === null
            ? [provider, model, styled('yellow', unpriced ?? 'no price'), '', '', '', '']
            : [
                provider,
                model,
                rate('input'),
                rate('output'),
                rate('cacheRead'),
                price.version,
                price.effectiveFrom?.slice(0, 10) ?? '–',
              ]
        }),
        [2, 3, 4],
      )

export const requestsText = (calls: readonly LlmRequest[]): string =>
  calls.length === 0
    ? 'no call yet'
    : table(
        ['at', 'provider', 'model', 'purpose', 'status', 'in', 'out', 'ms', 'USD', 'basis'],
        calls.map((one) => [
          one.at.slice(0, 19),
          one.provider,
          one.modelServed ?? one.modelAsked,
          one.purpose,
          one.status,
          count(one.inputTokens),
          count(one.outputTokens),
          one.latencyMs === null ? '–' : count(one.latencyMs),
          usd(one.costUsd),
          one.costBasis,
        ]),
        [5, 6, 7, 8],
      )

/** The calls as CSV, every column of the ledger; the usage as JSON. */
export const requestsCsv = (calls: readonly LlmRequest[]): string =>
  papaparse.unparse(
    calls.map(({ usage, tags, ...one }) => ({ ...one, tags: tags.join(' '), usage: JSON.stringify(usage) })),
  )

const each = (costUsd: string, n: number): string => (n === 0 ? '–' : new Big(costUsd).div(n).toFixed(6))

export const perPickText = ({ costUsd, runs, picks, told, correct }: PickCosts): string =>
  `${usd(costUsd)} USD for ${runs} runs: ${each(costUsd, picks)} USD a pick (${picks}), ${each(costUsd, correct)} USD a correct pick (${correct} of ${told} told)`

export const reconcileText = (report: ReconcileReport): string =>
  [
    `invoice ${usd(report.invoiceUsd)} USD, ledger ${usd(report.ledgerUsd)} USD, difference ${usd(report.differenceUsd)} USD${report.differencePct === null ? '' : ` (${report.differencePct} %)`}`,
    `${count(report.matched)} calls matched, ${count(report.corrected)} cost something else, ${count(report.unknownLines.length)} lines name no call of the ledger`,
    ...report.days.map(
      ({ day, model, invoiceUsd, ledgerUsd }) =>
        `${day} ${model}: invoice ${usd(invoiceUsd)}, ledger ${usd(ledgerUsd)}`,
    ),
  ].join('\n')

export const repriceText = ({ calls, changed, beforeUsd, afterUsd, models, applied }: RepriceReport): string =>
  [
    ...models.map(
      (one) =>
        `${one.provider}/${one.model}: ${count(one.calls)} calls, ${usd(one.beforeUsd)} → ${usd(one.afterUsd)} USD`,
    ),
    `${count(changed)} of ${count(calls)} calls ${applied ? 'changed' : 'would change'}: ${usd(beforeUsd)} → ${usd(afterUsd)} USD${applied ? '' : '; --apply does it'}`,
  ].join('\n')

export const retentionText = ({ before, months, applied }: RetentionReport): string =>
  months.length === 0
    ? `nothing is older than ${before.slice(0, 10)}`
    : [
        ...months.map(({ month, calls, costUsd }) => `${month}: ${count(calls)} calls, ${usd(costUsd)} USD`),
        applied ? 'moved into monthly sums' : 'would be moved into monthly sums; --apply does it',
      ].join('\n')
