import { describe, expect, test } from 'vitest'
import { commandAs, mayPass, parsePasswd } from './account.ts'

test('accounts are read from the lines of passwd that have that form', () => {
  const text = 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n\nbroken\n'
  expect(parsePasswd(text)).toEqual([
    { name: 'root', uid: 0, gid: 0 },
    { name: 'nobody', uid: 65534, gid: 65534 },
  ])
})

describe('whether an account may pass a directory is decided by the first class that fits it', () => {
  const account = { uid: 10, gid: 20 }
  test.each([
    { uid: 10, gid: 0, mode: 0o700, passes: true },
    { uid: 10, gid: 20, mode: 0o011, passes: false },
    { uid: 0, gid: 20, mode: 0o710, passes: true },
    { uid: 0, gid: 20, mode: 0o701, passes: false },
    { uid: 0, gid: 0, mode: 0o711, passes: true },
    { uid: 0, gid: 0, mode: 0o770, passes: false },
  ])('owner $uid:$gid, mode $mode: $passes', ({ passes, ...directory }) => {
    expect(mayPass(account, directory)).toBe(passes)
  })
})

describe('a command is run', () => {
  const command = { file: '/bin/postgres', args: ['-D', '/data'], cwd: '/', env: {} }
  test('as it is by the current user', () => {
    expect(commandAs({ prefix: [] }, command)).toEqual(command)
  })
  test('under the ids of an account', () => {
    expect(commandAs({ prefix: [], uid: 1, gid: 2 }, command)).toEqual({ ...command, uid: 1, gid: 2 })
  })
  test('behind the program that makes a user namespace', () => {
    const prefix = ['/usr/bin/unshare', '--user', '--']
    expect(commandAs({ prefix }, command)).toMatchObject({
      file: '/usr/bin/unshare',
      args: ['--user', '--', '/bin/postgres', '-D', '/data'],
    })
  })
})
