import { z } from 'zod'
import { AgentName } from '../agents/index.ts'
import { DashboardPeriod } from '../dashboard/index.ts'
import { JobId } from '../jobs/index.ts'
import { BegunAlert, MonitorKind } from '../portfolio/index.ts'
import { Id, Instant, Lane } from '../shared/index.ts'
import { Mode } from '../top-picks/index.ts'
import { Universe } from '../universes/index.ts'

/** Something that was committed and that Redis, files and subscribers must learn. One variant a topic. */
export const OutboxMessage = z.discriminatedUnion('topic', [
  z.object({
    topic: z.literal('top-picks.run-recorded'),
    runId: Id,
    lane: Lane,
    universe: Universe,
    mode: Mode,
  }),
  z.object({
    topic: z.literal('dashboard.recorded'),
    lane: Lane,
    period: DashboardPeriod,
    asOf: Instant,
  }),
  z.object({
    topic: z.literal('recommendations.closed'),
    lane: Lane,
    recommendations: z.array(Id).min(1),
  }),
  z.object({
    topic: z.literal('positions.monitored'),
    lane: Lane,
    asOf: Instant,
  }),
  z.object({
    topic: z.literal('scalping.monitored'),
    lane: Lane,
    asOf: Instant,
  }),
  z.object({
    topic: z.literal('learnings.learnt'),
    lane: Lane,
    agents: z.array(AgentName).min(1),
  }),
  z.object({
    topic: z.literal('portfolio.monitored'),
    lane: Lane,
    accountId: Id,
    kind: MonitorKind,
    asOf: Instant,
    /** Whose account it is; messages of before there was this do not say. */
    userId: Id.optional(),
    /** Alerts that began with this look. */
    alerts: z.array(BegunAlert).default([]),
  }),
  z.object({
    topic: z.literal('jobs.changed'),
    jobId: JobId,
    nominalAt: Instant,
  }),
  z.object({
    topic: z.literal('llm-costs.settled'),
  }),
  z.object({
    topic: z.literal('preferences.changed'),
    userId: Id,
  }),
])
export type OutboxMessage = z.infer<typeof OutboxMessage>

export type OutboxTopic = OutboxMessage['topic']

/** The message of one topic. */
export type MessageOf<Topic extends OutboxTopic> = Extract<OutboxMessage, { readonly topic: Topic }>
