/**
 * Gives each worker ports of its own for the practice tenants it keeps, and so does each program it starts: a tenant that
 * was closed between two commands wants its ports back, and a test in another worker must not sit on them.
 */
const first = 20_000
const each = 4_000

/** For `SENDPROOF_PRACTICE_PORTS`. `worker`: from 0. */
export function portsOfWorker(worker: number): string {
  const begin = first + (worker % 3) * each
  return `${begin}-${begin + each - 1}`
}
