/**
 * Loaded into a program before it starts (`--import`): writes at its end what it took, as the program itself sees it.
 * The longest pause of its event loop is what a window over the same services would stand still.
 */
import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Pauses before this are the program being loaded. */
const startMs = 1_500

const file = process.env['SENDPROOF_BENCH_TOOK']
const delay = monitorEventLoopDelay({ resolution: 5 })
const began = setTimeout(() => delay.reset(), startMs)
began.unref()
delay.enable()

process.once('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  const took: Took = {
    cpuMs: (userCPUTime + systemCPUTime) / 1_000,
    peakMb: maxRSS / 1_024,
    longestPauseMs: delay.max / 1e6,
    pause99Ms: delay.percentile(99) / 1e6,
  }
  if (file !== undefined) writeFileSync(file, JSON.stringify(took))
})

export interface Took {
  readonly cpuMs: number
  readonly peakMb: number
  readonly longestPauseMs: number
  readonly pause99Ms: number
}
