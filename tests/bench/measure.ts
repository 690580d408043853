/** What the benches share: time, children, and the machine they ran on. */
import { spawn } from 'node:child_process'
import os from 'node:os'

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

export async function child(program: string, args: readonly string[]): Promise<void> {
  const code = await new Promise<number | null>((resolve, reject) => {
    spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
      .once('error', reject)
      .once('exit', resolve)
  })
  if (code !== 0) throw new Error(`${program} ended with ${code}`)
}

export function machineLine(): string {
  const day = new Date().toISOString().slice(0, 10)
  const model = os.cpus()[0]?.model.trim() ?? 'unknown processor'
  return `${day}, ${model}, ${os.availableParallelism()} cores, Node ${process.versions.node}`
}
