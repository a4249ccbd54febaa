import { Policy, type PolicyMetrics, type PolicyStatus } from '@fyntrix/domain/policies'
import { DomainError, type Id, type Instant, type Lane } from '@fyntrix/domain/shared'
import type { Mode } from '@fyntrix/domain/top-picks'
import type { Universe } from '@fyntrix/domain/universes'
import type { EntityManager } from '@mikro-orm/postgresql'
import { instant, type Parameter, query } from '../shared/sql.ts'

/** Which policies of a lane, newest first; what is left out does not narrow. */
export interface PolicyListing {
  readonly lane: Lane
  readonly universe?: Universe | undefined
  readonly mode?: Mode | undefined
  readonly status?: PolicyStatus | undefined
  readonly limit: number
}

type Scope = Pick<Policy, 'lane' | 'universe' | 'mode'>

const LivingPolicy = Policy.pick({ id: true, universe: true, mode: true })

const columns = `id, name, description, lane, universe, mode, status, config_version as "configVersion", config, metrics, proposal,
  ${instant('created_at')} as "createdAt", ${instant('activated_at')} as "activatedAt", ${instant('retired_at')} as "retiredAt"`

/** How picks are to be traded: at most one active policy a scope. */
export class PoliciesRepository {
  readonly #em: EntityManager

  constructor(em: EntityManager) {
    this.#em = em
  }

  /** Writes a new policy. */
  async insert(policy: Policy): Promise<void> {
    const { id, lane, universe, mode, name, description, status, config, configVersion, metrics, proposal, createdAt } =
      policy
    await query(
      this.#em,
      `insert into rl_policies (id, lane, universe, mode, name, description, status, config, config_schema, config_version, metrics, proposal, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?::jsonb, ?)`,
      [
        id,
        lane,
        universe,
        mode,
        name,
        description,
        status,
        JSON.stringify(config),
        config.schema,
        configVersion,
        metrics && JSON.stringify(metrics),
        proposal && JSON.stringify(proposal),
        createdAt,
      ],
    )
  }

  /** A policy of a lane; null when there is none. With `hold`, its row stays locked until the transaction ends. */
  async byId(lane: Lane, id: Id, { hold = false }: { readonly hold?: boolean } = {}): Promise<Policy | null> {
    const [row] = await query(
      this.#em,
      `select ${columns} from rl_policies where lane = ? and id = ? ${hold ? 'for update' : ''}`,
      [lane, id],
    )
    return row === undefined ? null : Policy.parse(row)
  }

  /** Policies, newest first. */
  async list({ lane, universe, mode, status, limit }: PolicyListing): Promise<Policy[]> {
    const filters: [string, Parameter | undefined][] = [
      ['lane = ?', lane],
      ['universe = ?', universe],
      ['mode = ?', mode],
      ['status = ?', status],
    ]
    const used = filters.filter((filter): filter is [string, Parameter] => filter[1] !== undefined)
    const rows = await query(
      this.#em,
      `select ${columns} from rl_policies where ${used.map(([condition]) => condition).join(' and ')} order by created_at desc, id desc limit ?`,
      [...used.map(([, value]) => value), limit],
    )
    return rows.map((row) => Policy.parse(row))
  }

  /** Every draft and active policy of a lane, the active ones first. */
  async living(lane: Lane): Promise<Pick<Policy, 'id' | 'universe' | 'mode'>[]> {
    const rows = await query(
      this.#em,
      `select id, universe, mode from rl_policies where lane = ? and status <> 'retired' order by status, id`,
      [lane],
    )
    return rows.map((row) => LivingPolicy.parse(row))
  }

  /** Holds the drafts of a scope until the transaction ends, and answers how many there are that were made by hand. */
  async holdDrafts({ lane, universe, mode }: Scope): Promise<number> {
    await query(this.#em, `select pg_advisory_xact_lock(hashtextextended(?, 0)) is null as held`, [
      `policies:${lane}:${universe}:${mode}`,
    ])
    const [row] = await query<{ drafts: number }>(
      this.#em,
      `select count(*)::int as drafts from rl_policies where lane = ? and universe = ? and mode = ? and status = 'draft' and proposal is null`,
      [lane, universe, mode],
    )
    return row?.drafts ?? 0
  }

  /** Retires the drafts that training proposed in a scope, but for the newest. */
  async retireProposals({ lane, universe, mode }: Scope, kept: number, at: Instant): Promise<void> {
    await query(
      this.#em,
      `update rl_policies set status = 'retired', retired_at = ? where status = 'draft' and id in (
         select id from rl_policies where lane = ? and universe = ? and mode = ? and status = 'draft' and proposal is not null
         order by created_at desc, id desc offset ?
       )`,
      [at, lane, universe, mode, kept],
    )
  }

  /**
   * Makes a draft the active policy of its scope and retires the one before. False when it is no draft any more. Throws `conflict` when another one of the
   * scope is activated at the same time.
   */
  async activate({ id, lane, universe, mode }: Policy, at: Instant): Promise<boolean> {
    await query(
      this.#em,
      `update rl_policies set status = 'retired', retired_at = ? where lane = ? and universe = ? and mode = ? and status = 'active'`,
      [at, lane, universe, mode],
    )
    const rows = await query(
      this.#em,
      `update rl_policies set status = 'active', activated_at = ? where id = ? and status = 'draft' returning id`,
      [at, id],
    )
    return rows.length === 1
  }

  /** Retires a draft or the active policy. False when it is retired already. */
  async retire(id: Id, at: Instant): Promise<boolean> {
    const rows = await query(
      this.#em,
      `update rl_policies set status = 'retired', retired_at = ? where id = ? and status <> 'retired' returning id`,
      [at, id],
    )
    return rows.length === 1
  }

  /** Replaces what a policy has learnt, in the transaction that holds it. */
  async learnt(id: Id, metrics: PolicyMetrics): Promise<void> {
    const rows = await query(this.#em, `update rl_policies set metrics = ?::jsonb where id = ? returning id`, [
      JSON.stringify(metrics),
      id,
    ])
    if (rows.length !== 1) throw new DomainError('internal', `there is no policy ${id} to learn for`)
  }
}
