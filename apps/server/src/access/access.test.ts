import { createFyntrix } from '@fyntrix/sdk'
import { expect, test } from 'vitest'
import { testServer } from '../testing/index.ts'

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
