/** Programs that listen on a port of their own: which one, and whether they answer yet. */
import type { ChildProcess } from 'node:child_process'
import { connect } from 'node:net'

/** For a machine that is busy with something else. */
const patienceMs = 240_000

const first = 32_000 + (process.pid % 250) * 3
/**
 * For programs that take no port of the system's choice. Above the ports of kept practice tenants and below those that
 * systems lend out, three for each process: nobody else takes them meanwhile.
 */
export const ownPorts = { submission: first, imaps: first + 1, smtp: first + 2 }

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
