/** Runs in a worker before each file of tests. */
import { portsOfWorker } from './own-ports.ts'

process.env['SENDPROOF_PRACTICE_PORTS'] = portsOfWorker(Number(process.env['VITEST_POOL_ID'] ?? 1) - 1)
