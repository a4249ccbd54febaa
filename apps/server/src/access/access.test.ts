import { createFyntrix } from '@fyntrix/sdk'
import { expect, test } from 'vitest'
import { appRouter } from '../router.ts'
import { ask, testServer } from '../testing/index.ts'
import { declaredProcedures } from './declared.ts'

const server = await testServer()
const clientOf = (apiKey: string | null) => createFyntrix({ url: server.url(), apiKey: String(apiKey) })

test('a key made over HTTP opens what it may, is rotated and revoked, and nobody reads it again', async () => {
  const admin = await server.client('admin')
  const made = await admin.access.createKey({ name: 'http', scopes: ['read'] })
  expect(await clientOf(made.key).access.me()).toMatchObject({ keyId: made.id, scopes: ['read'], expiresAt: null })
  await expect(clientOf(made.key).access.createKey({ name: 'x', scopes: ['read'] })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const next = await admin.access.rotateKey({ id: made.id, overlapSeconds: 600 })
  expect(await clientOf(made.key).access.me()).toMatchObject({ keyId: made.id })
  await admin.access.revokeKey({ id: made.id })
  await expect(clientOf(made.key).access.me()).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(await clientOf(next.key).access.me()).toMatchObject({ keyId: next.id })
  const listed = JSON.stringify(await admin.access.keys())
  for (const { key } of [made, next]) {
    expect(listed).not.toContain(String(key))
    expect(server.logged.join('')).not.toContain(String(key))
  }
})

test('a user sees and manages what is its own, and nothing of others', async () => {
  const admin = await server.client('admin')
  const [asha, ravi] = await Promise.all(['Asha', 'Ravi'].map((name) => admin.access.createUser({ name })))
  if (!asha || !ravi) throw new Error('no users')
  const keyOf = (userId: string) => admin.access.createKey({ name: 'own', scopes: ['read', 'write'], userId })
  const [hers, his] = await Promise.all([keyOf(asha.id), keyOf(ravi.id)])
  const she = clientOf(hers.key)
  expect((await she.access.keys()).map(({ id }) => id)).toEqual([hers.id])
  expect(await she.access.accounts()).toMatchObject([{ userId: asha.id, name: 'default' }])
  const refused = await Promise.allSettled([
    she.access.keys({ userId: ravi.id }),
    she.access.accounts({ userId: ravi.id }),
    she.access.createAccount({ name: 'x', userId: ravi.id }),
    she.access.users(),
    she.access.createUser({ name: 'x' }),
  ])
  for (const one of refused) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } })
  await expect(she.access.revokeKey({ id: his.id })).rejects.toMatchObject({ code: 'not-found' })
  await expect(she.access.rotateKey({ id: his.id })).rejects.toMatchObject({ code: 'not-found' })
  expect(await clientOf(his.key).access.me()).toMatchObject({ userId: ravi.id })
})

test('every mutating call is in the audit log, whatever came of it; reads, strangers and secrets are not', async () => {
  const admin = await server.client('admin')
  const reader = await server.client('read')
  const known = (await admin.access.audit({ limit: 1 }))[0]?.seq ?? 0
  const { id, key } = await admin.access.createKey({ name: 'audited', scopes: ['read'] })
  await Promise.allSettled([
    reader.access.createUser({ name: 'not allowed' }),
    clientOf(`fx_00000000_${'A'.repeat(43)}`).access.revokeKey({ id }),
  ])
  await expect(admin.access.revokeKey({ id: 'no uuid' })).rejects.toMatchObject({ code: 'invalid-input' })
  await expect(admin.topPicks.run({ universe: 'nifty50', mode: 'swing' })).rejects.toMatchObject({ code: 'refused' })
  const { keyId, userId } = await admin.access.me()
  const entries = (await admin.access.audit()).filter(({ seq }) => seq > known).toReversed()
  expect(entries.map(({ procedure, outcome }) => [procedure, outcome])).toEqual([
    ['access.createKey', 'ok'],
    ['access.createUser', 'forbidden'],
    ['access.revokeKey', 'invalid-input'],
    ['topPicks.run', 'refused'],
  ])
  expect(entries[0]).toMatchObject({ keyId, userId, input: expect.stringContaining('"audited"') })
  expect(JSON.stringify(entries)).not.toContain(String(key).slice(12))
  expect(await admin.access.verifyAudit()).toMatchObject({ intact: true, problems: [] })
  await expect(reader.access.audit()).rejects.toMatchObject({ code: 'forbidden' })
})

test('no procedure opens to a key without its scope, whatever else the key may do', async () => {
  const scopes = ['read', 'write', 'run'] as const
  const keys = new Map(await Promise.all(scopes.map(async (scope) => [scope, await server.key(scope)] as const)))
  const attempts = declaredProcedures(appRouter).flatMap(({ path, type, meta }) =>
    scopes.filter((scope) => scope !== meta.scope).map((scope) => ({ path, type, scope })),
  )
  expect(attempts.length).toBeGreaterThan(100)
  for (const { path, type, scope } of attempts) {
    const init = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
    const answer = await ask(`${server.url()}/trpc/${path}`, keys.get(scope), type === 'mutation' ? init : {})
    // an open subscription tells its errors as events
    const told = type === 'subscription' ? answer.text.includes('"forbidden"') : answer.status === 403
    expect([path, scope, told]).toEqual([path, scope, true])
  }
})
