import type { RouterInputs, RouterOutputs } from '../api.types.ts'
import type { CallOptions, Connection } from './connection.ts'

/** Users, accounts and keys, and the audit log. */
export interface AccessClient {
  /** Whose key this is, and what it may do. */
  me(options?: CallOptions): Promise<RouterOutputs['access']['me']>
  /** A page of API keys, newest first, one's own or with `admin` anybody's; `before` is the last id of the page before. */
  keys(input?: RouterInputs['access']['keys'], options?: CallOptions): Promise<RouterOutputs['access']['keys']>
  /** Makes a key and shows it this once; needs the scope `write`. Rejects with `forbidden` for scopes that this client's key lacks. */
  createKey(
    input: RouterInputs['access']['createKey'],
    options?: CallOptions,
  ): Promise<RouterOutputs['access']['createKey']>
  /** Makes the successor of a key; both work until the overlap ends. Needs the scope `write`. Rejects with `conflict` when the key ended or has one. */
  rotateKey(
    input: RouterInputs['access']['rotateKey'],
    options?: CallOptions,
  ): Promise<RouterOutputs['access']['rotateKey']>
  /** Ends a key, everywhere within five seconds; needs the scope `write`. Repeating it changes nothing. */
  revokeKey(
    input: RouterInputs['access']['revokeKey'],
    options?: CallOptions,
  ): Promise<RouterOutputs['access']['revokeKey']>
  /** A page of users, oldest first; needs the scope `admin`. `after` is the last id of the page before. */
  users(input?: RouterInputs['access']['users'], options?: CallOptions): Promise<RouterOutputs['access']['users']>
  /** Makes a user with an account; needs the scope `admin`. Rejects with `conflict` when the external id is taken. */
  createUser(
    input: RouterInputs['access']['createUser'],
    options?: CallOptions,
  ): Promise<RouterOutputs['access']['createUser']>
  /** The accounts of a user, oldest first; by default one's own. */
  accounts(
    input?: RouterInputs['access']['accounts'],
    options?: CallOptions,
  ): Promise<RouterOutputs['access']['accounts']>
  /** Makes an account, by default for oneself; needs the scope `write`. */
  createAccount(
    input: RouterInputs['access']['createAccount'],
    options?: CallOptions,
  ): Promise<RouterOutputs['access']['createAccount']>
  /** A page of mutating calls, newest first; needs the scope `admin`. `before` is the last number of the page before. */
  audit(input?: RouterInputs['access']['audit'], options?: CallOptions): Promise<RouterOutputs['access']['audit']>
  /** Whether the audit log is what was written; needs the scope `admin`. */
  verifyAudit(
    input?: RouterInputs['access']['verifyAudit'],
    options?: CallOptions,
  ): Promise<RouterOutputs['access']['verifyAudit']>
}

export const accessClient = ({ api, call }: Connection): AccessClient => ({
  me: (options) => call(api.access.me.query(undefined, options)),
  keys: (input = {}, options) => call(api.access.keys.query(input, options)),
  createKey: (input, options) => call(api.access.createKey.mutate(input, options)),
  rotateKey: (input, options) => call(api.access.rotateKey.mutate(input, options)),
  revokeKey: (input, options) => call(api.access.revokeKey.mutate(input, options)),
  users: (input = {}, options) => call(api.access.users.query(input, options)),
  createUser: (input, options) => call(api.access.createUser.mutate(input, options)),
  accounts: (input = {}, options) => call(api.access.accounts.query(input, options)),
  createAccount: (input, options) => call(api.access.createAccount.mutate(input, options)),
  audit: (input = {}, options) => call(api.access.audit.query(input, options)),
  verifyAudit: (input = {}, options) => call(api.access.verifyAudit.query(input, options)),
})
