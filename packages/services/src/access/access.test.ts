import { defaultAccountId, defaultUserId } from '@fyntrix/db/access'
import { freshId } from '@fyntrix/db/testing'
import { describe, expect, test } from 'vitest'
import { testServices } from '../testing/index.ts'
import { requireScope } from './keys.ts'

const { services, resources } = await testServices({ asOf: '2026-07-09T10:30:00.000Z' })

describe('an API key', () => {
  test('opens what its scopes allow', async () => {
    const key = await services.access.createKey('reader', ['read'])
    const session = await services.access.authenticate(key)
    expect(session.scopes).toEqual(['read'])
    expect(() => requireScope(session, 'read')).not.toThrow()
    expect(() => requireScope(session, 'run')).toThrow(/lacks the scope "run"/)
  })

  test('with the scope admin opens everything', async () => {
    const session = await services.access.authenticate(await services.access.createKey('home', ['admin']))
    expect(() => requireScope(session, 'run')).not.toThrow()
  })

  test('that is malformed, unknown or altered is refused in the same words', async () => {
    const key = await services.access.createKey('altered', ['read'])
    const altered = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`
    for (const wrong of ['', 'secret', `fx_00000000_${'A'.repeat(43)}`, altered]) {
      await expect(services.access.authenticate(wrong)).rejects.toMatchObject({
        code: 'unauthenticated',
        message: expect.stringContaining('Authorization: Bearer'),
      })
    }
  })
})

describe('an account', () => {
  test('is the oldest of its user unless it is named, and nobody else can name it', async () => {
    const { access } = resources.db.repositories()
    const own = { id: defaultAccountId, userId: defaultUserId, name: expect.any(String) }
    const younger = { id: freshId(), userId: defaultUserId, name: 'younger' }
    await access.insertAccount(younger, new Date(Date.now() + 60_000))
    expect(await services.access.accountOf(defaultUserId)).toEqual(own)
    expect(await services.access.accountOf(defaultUserId, younger.id)).toEqual(younger)
    const stranger = freshId()
    for (const id of [undefined, defaultAccountId, younger.id])
      await expect(services.access.accountOf(stranger, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(services.access.accountOf(defaultUserId, freshId())).rejects.toMatchObject({ code: 'not-found' })
  })
})
