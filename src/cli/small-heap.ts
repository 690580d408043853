/**
 * Keeps the memory of a command in step with what it holds (ADR 9). Left alone, V8 gives young objects two spaces of up
 * to 64 MB each and collects old ones when there are several hundred megabytes: a run of ten thousand mailboxes holds 80
 * MB and took 580. These two flags are asked at every collection, so they work from within, however the program was
 * started; the sizes that can be given on Node's command line are read once, before any of our code runs.
 */
import { setFlagsFromString } from 'node:v8'

/** By so much of what is alive the old objects may grow before they are collected. */
const growthPercent = 60

export function keepHeapSmall(): void {
  setFlagsFromString('--optimize-for-size')
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`)
}
