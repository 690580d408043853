/** Programs that listen on a port of their own: which one is free, and whether they answer yet. */
import type { ChildProcess } from 'node:child_process'
import { connect, createServer, type AddressInfo } from 'node:net'

const patienceMs = 20_000

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A server listens when a connection is greeted; there is no other sign of it. */
export async function answersOn(ports: readonly number[], program: ChildProcess): Promise<void> {
  const end = performance.now() + patienceMs
  for (const port of ports)
    while (!(await opens(port))) {
      if (program.exitCode !== null || performance.now() > end)
        throw new Error(`nothing answers on port ${port}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
}

function opens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
}

export async function ended(program: ChildProcess | null): Promise<void> {
  if (program === null || program.exitCode !== null || program.signalCode !== null) return
  const end = new Promise((resolve) => program.once('exit', resolve))
  program.kill('SIGTERM')
  await end
}
