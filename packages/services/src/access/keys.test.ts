import { createHash, randomBytes } from 'node:crypto'
import { defaultUserId } from '@fyntrix/db/access'
import { freshId } from '@fyntrix/db/testing'
import type { Scope } from '@fyntrix/domain/access'
import { type Id, newId } from '@fyntrix/domain/shared'
import { describe, expect, test } from 'vitest'
import { testServices } from '../testing/index.ts'
import { createAccess } from './access.service.ts'
import { trustMs } from './authentication.ts'

const { resources } = await testServices({ asOf: '2026-07-09T10:30:00.000Z' })
const { db } = resources
let now = Date.parse('2026-07-09T10:30:00.000Z')
let ticks = 0
const process = () => createAccess({ db, wall: () => new Date(now), monotonic: () => ticks })
const [access, other] = [process(), process()]

const sessionOf = async (...scopes: Scope[]) => access.authenticate(await access.createKey('test', scopes))
const admin = await sessionOf('admin')
const stranger = async (...scopes: Scope[]) => {
  const { id: userId } = await access.users.createUser(admin, { name: 'stranger' })
  const { key } = await access.keys.issue(admin, { name: 'theirs', scopes, userId })
  return access.authenticate(String(key))
}
const shown = (key: string | null): string => {
  if (key === null) throw new Error('the key was not shown')
  return key
}
const later = (ms: number): string => new Date(now + ms).toISOString()

describe('a key', () => {
  test('with a slip in it is told from an unknown one, without asking the database', async () => {
    const key = await access.createKey('slip', ['read'])
    const slips = [9, 20, 40, 58].map((at) => `${key.slice(0, at)}${key[at] === 'a' ? 'b' : 'a'}${key.slice(at + 1)}`)
    const blind = createAccess({
      db: new Proxy(db, { get: () => () => expect.unreachable('it asked the database') }),
      wall: () => new Date(now),
    })
    for (const slip of slips) await expect(blind.authenticate(slip)).rejects.toThrow(/mistyped or cut off/)
    for (const none of ['', 'secret', key.slice(0, -1), `${key}0`, key.toUpperCase()])
      await expect(blind.authenticate(none)).rejects.toThrow(/no valid API key/)
  })

  test('of before there was a checksum still opens', async () => {
    const prefix = randomBytes(4).toString('hex')
    const key = `fx_${prefix}_${randomBytes(32).toString('base64url')}`
    await db.repositories().access.insertKey({
      id: freshId(),
      userId: defaultUserId,
      prefix,
      hash: createHash('sha256').update(key).digest(),
      name: 'old',
      scopes: ['read'],
      createdAt: new Date(now),
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
      replaces: null,
    })
    expect(await access.authenticate(key)).toMatchObject({ userId: defaultUserId, scopes: ['read'] })
  })

  test('is shown once, and nothing that is listed or stored contains it', async () => {
    const request = { name: 'once', scopes: ['read' as const], idempotencyKey: freshId() }
    const made = await access.keys.issue(admin, request)
    const again = await access.keys.issue(admin, request)
    expect(again).toEqual({ ...made, key: null })
    const secret = shown(made.key).slice(12, 55)
    expect(JSON.stringify(await access.keys.list(admin, { limit: 500 }))).not.toContain(secret)
    const stored = await db.repositories().access.keyById(made.id)
    expect(JSON.stringify(stored)).not.toContain(secret)
    expect(await access.authenticate(shown(made.key))).toMatchObject({ keyId: made.id })
    await expect(access.keys.issue(admin, { ...request, name: 'another' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('gives no more than it has: neither scopes, nor time, nor to others', async () => {
    const writer = await sessionOf('read', 'write')
    const issue = (scopes: Scope[], rest = {}) => access.keys.issue(writer, { name: 'child', scopes, ...rest })
    expect(await issue(['read'])).toMatchObject({ scopes: ['read'], userId: writer.userId })
    for (const scope of ['run', 'admin'] as const)
      await expect(issue(['read', scope])).rejects.toMatchObject({ code: 'forbidden' })
    const { userId } = await stranger('read')
    await expect(issue(['read'], { userId })).rejects.toMatchObject({ code: 'forbidden' })
    const brief = await access.keys.issue(writer, { name: 'brief', scopes: ['write'], expiresAt: later(60_000) })
    const session = await access.authenticate(shown(brief.key))
    const child = (expiresAt?: string) =>
      access.keys.issue(session, { name: 'child', scopes: ['write'], ...(expiresAt !== undefined && { expiresAt }) })
    expect(await child()).toMatchObject({ expiresAt: later(60_000) })
    await expect(child(later(60_001))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(child(later(0))).rejects.toMatchObject({ code: 'invalid-input' })
  })

  test('of a stronger kind cannot be had by rotating it', async () => {
    const writer = await sessionOf('read', 'write')
    const strong = await sessionOf('admin')
    await expect(access.keys.rotate(writer, { id: strong.keyId, overlapSeconds: 0 })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('of another user is not there, whatever is tried, until one has admin', async () => {
    const [mine, theirs] = [await sessionOf('write'), await stranger('write')]
    const outsider = { code: 'not-found' }
    await expect(access.keys.revoke(theirs, mine.keyId)).rejects.toMatchObject(outsider)
    await expect(access.keys.rotate(theirs, { id: mine.keyId, overlapSeconds: 0 })).rejects.toMatchObject(outsider)
    await expect(access.keys.list(theirs, { userId: mine.userId, limit: 10 })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const listed = await access.keys.list(theirs, { limit: 500 })
    expect(listed.map(({ userId }) => userId)).toEqual([theirs.userId])
    expect(await access.keys.revoke(admin, theirs.keyId)).toMatchObject({ state: 'revoked' })
  })

  test('that is rotated works beside its successor until the overlap ends, and has one successor', async () => {
    const { key, id } = await access.keys.issue(admin, { name: 'pair', scopes: ['read', 'run'] })
    const next = await access.keys.rotate(admin, { id, overlapSeconds: 60 })
    expect(next).toMatchObject({ name: 'pair', scopes: ['read', 'run'], replaces: id, expiresAt: null })
    const opens = (key: string | null) =>
      access.authenticate(shown(key)).then(
        () => true,
        () => false,
      )
    expect([await opens(key), await opens(next.key)]).toEqual([true, true])
    await expect(access.keys.rotate(admin, { id, overlapSeconds: 60 })).rejects.toMatchObject({ code: 'conflict' })
    now += 60_000
    expect([await opens(key), await opens(next.key)]).toEqual([false, true])
    await expect(access.keys.rotate(admin, { id, overlapSeconds: 60 })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('with an end has a successor with one: the same time again, and never longer than whoever rotates it', async () => {
    const issue = () => access.keys.issue(admin, { name: 'brief', scopes: ['write'], expiresAt: later(90_000) })
    const [old, another, own] = [await issue(), await issue(), await issue()]
    now += 30_000
    const next = await access.keys.rotate(admin, { id: old.id, overlapSeconds: 0 })
    expect(next.expiresAt).toBe(later(90_000))
    const session = await access.authenticate(shown(own.key))
    const itself = await access.keys.rotate(session, { id: another.id, overlapSeconds: 0 })
    expect(itself.expiresAt).toBe(later(60_000))
    await expect(
      access.keys.rotate(session, { id: own.id, overlapSeconds: 0, expiresAt: later(61_000) }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('that two rotate at once gets one successor', async () => {
    const { id } = await access.keys.issue(admin, { name: 'race', scopes: ['read'] })
    const rotations = await Promise.allSettled(
      [access, other, access, other].map(({ keys }) => keys.rotate(admin, { id, overlapSeconds: 60 })),
    )
    expect(rotations.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('that is revoked opens nothing here at once, and in other processes within five seconds', async () => {
    expect(trustMs).toBeLessThanOrEqual(5_000)
    const made = await access.keys.issue(admin, { name: 'gone', scopes: ['read'] })
    const key = shown(made.key)
    await Promise.all([access.authenticate(key), other.authenticate(key)])
    expect(await access.keys.revoke(admin, made.id)).toMatchObject({ state: 'revoked', revokedAt: later(0) })
    await expect(access.authenticate(key)).rejects.toMatchObject({ code: 'unauthenticated' })
    ticks += trustMs
    await expect(other.authenticate(key)).rejects.toMatchObject({ code: 'unauthenticated' })
    now += 1_000
    expect(await access.keys.revoke(admin, made.id)).toMatchObject({ revokedAt: later(-1_000) })
  })

  test('tells when it was used last', async () => {
    const made = await access.keys.issue(admin, { name: 'used', scopes: ['read'] })
    expect(made.lastUsedAt).toBeNull()
    const used = async (id: Id) => (await access.keys.list(admin, { limit: 500 })).find((key) => key.id === id)
    await access.authenticate(shown(made.key))
    await expect.poll(async () => (await used(made.id))?.lastUsedAt).toBe(later(0))
  })
})

describe('users and accounts', () => {
  test('are made by admins, with an account from the start; an external id belongs to one user', async () => {
    const request = { name: 'Asha', externalId: 'idp|1', idempotencyKey: freshId() }
    const user = await access.users.createUser(admin, request)
    expect(await access.users.createUser(admin, request)).toEqual(user)
    await expect(access.users.createUser(admin, { name: 'B', externalId: 'idp|1' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await access.accountOf(user.id)).toMatchObject({ userId: user.id, name: 'default' })
    expect(await access.users.listUsers(admin, { limit: 500 })).toContainEqual(user)
    const writer = await stranger('write')
    await expect(access.users.createUser(writer, { name: 'C' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(access.users.listUsers(writer, { limit: 1 })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('accounts are listed and made for oneself; for others by admins', async () => {
    const writer = await stranger('write')
    now += 1
    const made = await access.users.createAccount(writer, { name: 'second' })
    expect((await access.users.listAccounts(writer)).map(({ name }) => name)).toEqual(['default', 'second'])
    expect(await access.accountOf(writer.userId, made.id)).toEqual(made)
    await expect(access.users.listAccounts(writer, admin.userId)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(access.users.createAccount(writer, { name: 'x', userId: admin.userId })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const nobody = newId(new Date(now))
    await expect(access.users.createAccount(admin, { name: 'x', userId: nobody })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(access.keys.issue(admin, { name: 'x', scopes: ['read'], userId: nobody })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
