import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** Whether anybody accepts connections there. */
export function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** What a server answers to this text before it closes the connection. */
export async function answerTo(text: string, port: number): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port }).setEncoding('utf8')
  socket.write(text)
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}

/** Does `work` while somebody else listens on the port. */
export async function whileTaken(port: number, work: () => Promise<void>): Promise<void> {
  const squatter = createServer().listen(port, '127.0.0.1')
  await once(squatter, 'listening')
  try {
    await work()
  } finally {
    squatter.close()
  }
}
