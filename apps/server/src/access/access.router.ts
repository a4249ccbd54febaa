import {
  Account,
  AccountRequest,
  AuditCheck,
  AuditEntry,
  AuditQuery,
  AuditVerdict,
  CallerFacts,
  KeyQuery,
  KeyRequest,
  KeyRotation,
  KeySummary,
  NewKey,
  User,
  UserQuery,
  UserRequest,
} from '@fyntrix/domain/access'
import { Id, toInstant } from '@fyntrix/domain/shared'
import { z } from 'zod'
import { router, scoped } from '../trpc.ts'

export const accessRouter = router({
  /** Whose key this is, and what it may do. */
  me: scoped('read', { owner: 'own' })
    .output(CallerFacts)
    .query(({ ctx: { session } }) => ({
      ...session,
      scopes: [...session.scopes],
      expiresAt: session.expiresAt && toInstant(session.expiresAt),
    })),

  /** API keys without the keys, newest first: one's own, with `admin` anybody's. */
  keys: scoped('read', { owner: 'own-or-admin' })
    .input(KeyQuery)
    .output(z.array(KeySummary))
    .query(({ ctx, input }) => ctx.app.services.access.keys.list(ctx.session, input)),

  /** Makes a key and shows it this once. */
  createKey: scoped('write', { cost: 5, owner: 'own-or-admin' })
    .input(KeyRequest)
    .output(NewKey)
    .mutation(({ ctx, input }) => ctx.app.services.access.keys.issue(ctx.session, input)),

  /** Makes the successor of a key; both work until the overlap ends. */
  rotateKey: scoped('write', { cost: 5, owner: 'own-or-admin' })
    .input(KeyRotation)
    .output(NewKey)
    .mutation(({ ctx, input }) => ctx.app.services.access.keys.rotate(ctx.session, input)),

  /** Ends a key, everywhere within five seconds. */
  revokeKey: scoped('write', { owner: 'own-or-admin' })
    .input(z.object({ id: Id }))
    .output(KeySummary)
    .mutation(({ ctx, input }) => ctx.app.services.access.keys.revoke(ctx.session, input.id)),

  /** Everybody who owns things, oldest first. */
  users: scoped('admin')
    .input(UserQuery)
    .output(z.array(User))
    .query(({ ctx, input }) => ctx.app.services.access.users.listUsers(ctx.session, input)),

  /** Makes a user with an account. */
  createUser: scoped('admin', { cost: 5 })
    .input(UserRequest)
    .output(User)
    .mutation(({ ctx, input }) => ctx.app.services.access.users.createUser(ctx.session, input)),

  /** Trading accounts: one's own, with `admin` anybody's. */
  accounts: scoped('read', { owner: 'own-or-admin' })
    .input(z.object({ userId: Id.optional() }))
    .output(z.array(Account))
    .query(({ ctx, input }) => ctx.app.services.access.users.listAccounts(ctx.session, input.userId)),

  /** Makes a trading account. */
  createAccount: scoped('write', { cost: 5, owner: 'own-or-admin' })
    .input(AccountRequest)
    .output(Account)
    .mutation(({ ctx, input }) => ctx.app.services.access.users.createAccount(ctx.session, input)),

  /** Mutating calls, newest first. */
  audit: scoped('admin')
    .input(AuditQuery)
    .output(z.array(AuditEntry))
    .query(({ ctx, input }) => ctx.app.services.audit.list(input)),

  /** Whether the audit log is what was written. */
  verifyAudit: scoped('admin', { cost: 20 })
    .input(AuditCheck)
    .output(AuditVerdict)
    .query(({ ctx, input }) => ctx.app.services.audit.verify(input)),
})
