import { expect, test } from 'vitest'
import { choosePort, freePort, portIsFree } from './port.ts'
import { whileTaken } from './testing/sockets.ts'

test('the remembered port is kept while it is free and given up when somebody else has it', async () => {
  const port = await freePort()
  expect(await choosePort(port)).toBe(port)
  await whileTaken(port, async () => {
    expect(await portIsFree(port)).toBe(false)
    expect(await choosePort(port)).not.toBe(port)
  })
})
