import { expect, test } from 'vitest'
import { redisConfig } from './config.ts'
import { parseInfo } from './connection.ts'
import { isSupported, parseVersion } from './version.ts'

test.each([
  ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64', true],
  ['Redis server v=10.0.0 sha=00000000:0', true],
  ['Redis server v=6.2.14 sha=00000000:0', false],
  ['Valkey server v=8.1.1 sha=00000000:0', true],
  ['Valkey server v=7.2.5 sha=00000000:0', true],
])('%s: supported is %s', (output, supported) => {
  const version = parseVersion(output)
  expect(version && isSupported(version)).toBe(supported)
})

test('the answer of another program is no version', () => {
  expect(parseVersion('redis-cli 7.0.15')).toBeUndefined()
})

test('Valkey is told by its own version, not by that of the Redis it is compatible with', () => {
  const info = '# Server\r\nredis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:8.1.1\r\nprocess_id:42\r\n'
  expect(parseInfo(info)).toEqual({ product: 'valkey', version: '8.1.1', pid: 42 })
  expect(parseInfo('# Server\r\nredis_version:7.0.15\r\nprocess_id:7\r\n')).toEqual({
    product: 'redis',
    version: '7.0.15',
    pid: 7,
  })
})

test('a path with spaces and quotes is one value, and what is no size is refused', () => {
  const config = { home: '/a "b" c', port: 1, password: 'x', persist: false, maxmemory: '64mb', settings: {} }
  expect(redisConfig(config)).toContain('\ndir "/a \\"b\\" c"\n')
  expect(() => redisConfig({ ...config, maxmemory: '64mb\nrequirepass ""' })).toThrow(RangeError)
})
