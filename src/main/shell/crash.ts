/** When the page's process dies: load it again once and say so; twice in a short time is shown instead of repeated. */
import type { BrowserWindow } from 'electron'

export type AfterCrash = 'ignore' | 'reload' | 'give-up'

/** A second crash within this time means that loading again does not help. */
const shortTimeMs = 60_000

export function afterCrash(reason: string, now: number, lastReload: number | null): AfterCrash {
  if (reason === 'clean-exit') return 'ignore'
  return lastReload !== null && now - lastReload < shortTimeMs ? 'give-up' : 'reload'
}

export interface CrashHandling {
  now(): number
  log(reason: string, exitCode: number, next: AfterCrash): void
  /** The page is about to be loaded again: tell the person when it listens. */
  reloading(): void
  /** The page died again: the main process shows a message, since the page cannot. */
  gaveUp(): void
}

export function handleCrashes(window: BrowserWindow, handling: CrashHandling): void {
  let lastReload: number | null = null
  window.webContents.on('render-process-gone', (_event, details) => {
    const next = afterCrash(details.reason, handling.now(), lastReload)
    handling.log(details.reason, details.exitCode, next)
    if (next === 'ignore' || window.isDestroyed()) return
    if (next === 'give-up') return handling.gaveUp()
    lastReload = handling.now()
    handling.reloading()
    window.webContents.reload()
  })
}
