import { type GateOptions, gateOf, type Proposal, propose, type TrainingPick } from '@fyntrix/analysis'
import { horizonSessions, ownHorizon } from '@fyntrix/domain/pick-events'
import { type GateVerdict, type Policy, planExits } from '@fyntrix/domain/policies'
import { DomainError, type SessionDate, toInstant } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { LearnDependencies } from './learn.ts'
import { type ReplayedTold, replayTold } from './replay-told.ts'

/** any fixed number would do: it makes the same facts give the same verdict */
const seed = 20_260_101
const lookbackMs = 400 * 86_400_000
/** name of what is compared with, which no profile can have */
const baseline = 'BASELINE'

/** What a candidate is trained and judged against in a scope. */
export interface Contest {
  readonly config: Policy['config']
  readonly active: Policy | null
}

const spanOf = (mode: Mode): number => horizonSessions[ownHorizon[mode]] ?? 1

const gateOptions = (mode: Mode, active: Policy | null, { gate }: LearnDependencies): GateOptions => {
  const span = spanOf(mode)
  // where neighbouring outcomes overlap, too many pass by chance on fewer sessions
  const minimumSessions = Math.max(20, 10 * span)
  return { against: active ? 'active-policy' : 'plan', span, seed, minimumSessions, ...gate }
}

const baselineExits = (active: Policy | null) => active?.config.exits.profiles[active.config.exits.default] ?? planExits

const outcomesOf = async (
  deps: LearnDependencies & { readonly now: Date },
  scope: Pick<Policy, 'lane' | 'universe' | 'mode'>,
  { config, active }: Contest,
): Promise<ReplayedTold[]> => {
  const { lane, universe, mode } = scope
  const from = toInstant(new Date(deps.now.getTime() - lookbackMs))
  const told = await deps.db.repositories().outcomes.told({ lane, universe, mode, horizon: ownHorizon[mode], from })
  return replayTold(deps, told, { ...config.exits.profiles, [baseline]: baselineExits(active) })
}

const endOf = ({ exits }: ReplayedTold, id: string): TrainingPick['active'] => {
  const outcome = exits[id]
  if (outcome === undefined) throw new DomainError('internal', `a pick was not replayed under ${id}`)
  return outcome
}

/** Chooses the best exit profile of a configuration on past outcomes of a scope, and judges it on those that it was not chosen by. */
export const train = async (
  deps: LearnDependencies & { readonly now: Date },
  scope: Pick<Policy, 'lane' | 'universe' | 'mode'>,
  contest: Contest,
): Promise<Proposal & { readonly trainedUntil: SessionDate | null }> => {
  const replayed = await outcomesOf(deps, scope, contest)
  const picks = replayed.map((one) => ({ session: one.session, active: endOf(one, baseline), exits: one.exits }))
  const proposal = propose(contest.config, picks, gateOptions(scope.mode, contest.active, deps))
  const sessions = [...new Set(picks.map(({ session }) => session))].toSorted()
  return { ...proposal, trainedUntil: sessions[proposal.trainingSessions - 1] ?? null }
}

/** Judges a policy by what it would have done, against what is traded by now, on the outcomes that it was not chosen by. */
export const judge = async (
  deps: LearnDependencies & { readonly now: Date },
  candidate: Policy,
  active: Policy | null,
): Promise<GateVerdict> => {
  const { config, mode, proposal } = candidate
  const replayed = await outcomesOf(deps, candidate, { config, active })
  const options = gateOptions(mode, active, deps)
  const trainedUntil = proposal?.trainedUntil ?? null
  const sessions = Map.groupBy(replayed, ({ session }) => session)
  const heldBack = [...sessions.keys()].toSorted().filter((session) => trainedUntil === null || session > trainedUntil)
  const pairs = heldBack.slice(trainedUntil === null ? 0 : options.span).map((session) =>
    (sessions.get(session) ?? []).flatMap((one) => {
      const [mine, other] = [endOf(one, config.exits.default), endOf(one, baseline)]
      return mine.status === 'closed' && other.status === 'closed'
        ? [{ candidateReturnPct: mine.netReturnPct, activeReturnPct: other.netReturnPct }]
        : []
    }),
  )
  return gateOf(pairs, options)
}
