import { z } from 'zod'
import { errorCodes, Id, Instant } from '../shared/index.ts'

/** A hash of the audit log's chain: SHA-256 in hexadecimal. */
const Hash = z.string().regex(/^[0-9a-f]{64}$/)

/** How far the chain reached, to be kept outside the database: whoever cuts the log and its head alike is found by it. */
export const AuditPosition = z.object({ seq: z.int().nonnegative(), hash: Hash })
export type AuditPosition = z.infer<typeof AuditPosition>

/**
 * One mutating call. `input` is JSON without secrets, long texts and lists cut, null where there was none; `outcome` is `ok` or the error's code;
 * `hash` covers all the rest and the entry before.
 */
export const AuditEntry = z.object({
  seq: z.int().positive(),
  id: Id,
  at: Instant,
  keyId: Id,
  userId: Id,
  procedure: z.string(),
  input: z.string().nullable(),
  outcome: z.enum(['ok', ...errorCodes]),
  requestId: z.string(),
  hash: Hash,
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** A page of the audit log, newest first; `before` is the last number of the page before. */
export const AuditQuery = z.object({
  userId: Id.optional(),
  procedure: z.string().max(100).optional(),
  before: z.int().positive().optional(),
  limit: z.int().min(1).max(500).default(100),
})
export type AuditQuery = z.infer<typeof AuditQuery>

/** Where to look besides: a position that was kept from an earlier verdict must still be on the chain. */
export const AuditCheck = z.object({ expected: AuditPosition.optional() })
export type AuditCheck = z.infer<typeof AuditCheck>

/** Whether the log is what was written. `problems` names what is not, the first hundred; `head` is what to keep for the next check. */
export const AuditVerdict = z.object({
  intact: z.boolean(),
  entries: z.int().nonnegative(),
  head: AuditPosition,
  problems: z.array(z.string()),
})
export type AuditVerdict = z.infer<typeof AuditVerdict>
