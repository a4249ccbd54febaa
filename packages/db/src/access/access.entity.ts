import type { Scope } from '@fyntrix/domain/access'
import { defineEntity, p } from '@mikro-orm/core'

/** A person or program that owns things. `externalId` is the identity provider's or the legacy installation's id. */
export const UserSchema = defineEntity({
  name: 'UserEntity',
  tableName: 'users',
  properties: {
    id: p.uuid().primary(),
    externalId: p.text().nullable().unique('users_external_id_unique'),
    name: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})
export class UserEntity extends UserSchema.class {}
UserSchema.setClass(UserEntity)

/** A trading account of a user. */
export const AccountSchema = defineEntity({
  name: 'AccountEntity',
  tableName: 'accounts',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(UserEntity).ref().deleteRule('restrict').index('accounts_user_id_index'),
    name: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
})
export class AccountEntity extends AccountSchema.class {}
AccountSchema.setClass(AccountEntity)

/** A key to the API: found by its public prefix, proven by the hash of the whole. The key itself is stored nowhere. */
export const ApiKeySchema = defineEntity({
  name: 'ApiKeyEntity',
  tableName: 'api_keys',
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(UserEntity).ref().deleteRule('restrict').index('api_keys_user_id_index'),
    prefix: p.text().unique('api_keys_prefix_unique'),
    hash: p.blob(),
    name: p.text(),
    scopes: p.array<Scope>().columnType('text[]'),
    createdAt: p.datetime(),
    expiresAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    lastUsedAt: p.datetime().nullable(),
    /** The key that this one was rotated from; a key has one successor at most. */
    replaces: p.uuid().nullable().unique('api_keys_replaces_unique'),
  },
  checks: [{ name: 'api_keys_hash_check', expression: 'octet_length(hash) >= 32' }],
})
export class ApiKeyEntity extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKeyEntity)
