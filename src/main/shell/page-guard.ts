/**
 * What the page may do: go nowhere but itself, and ask the system for next to nothing. Links meant for a person are handed
 * to the system browser.
 */
import type { WebContents } from 'electron'
import { askedReport } from './report-frame.ts'

/** The page's address: its origin and the one document there is. */
export interface PageAddress {
  readonly protocol: string
  readonly host: string
  readonly path: string
}

export type Navigation = 'allow' | 'open-outside' | 'block'

/**
 * `open-outside` only says that the address is of the kind that may be opened outside; whether its host is
 * on the list is asked afterwards (domain/link).
 */
export function decideNavigation(url: string, self: PageAddress): Navigation {
  const target = URL.parse(url)
  if (target === null || target.username !== '' || target.password !== '') return 'block'
  if (target.protocol === self.protocol && target.host === self.host && target.pathname === self.path)
    return 'allow'
  return target.protocol === 'https:' ? 'open-outside' : 'block'
}

/** Where a frame in the page may go: to a report. The page itself never may. */
export function mayFrame(url: string, isMainFrame: boolean): boolean {
  return !isMainFrame && askedReport(url) !== null
}

export interface NavigationGuard {
  readonly self: PageAddress
  openOutside(url: string): void
  /** For the log: something tried to leave the page. */
  refused(url: string, how: string): void
}

/** Holds one web contents to its own origin, whoever asks: script, link, form, redirect, drop or frame. */
export function guardNavigation(contents: WebContents, guard: NavigationGuard): void {
  const hold = (how: string) => (event: { readonly url: string; preventDefault(): void }) => {
    if (decideNavigation(event.url, guard.self) === 'allow') return
    event.preventDefault()
    guard.refused(event.url, how)
  }
  contents.on('will-navigate', hold('navigate'))
  contents.on('will-frame-navigate', (event) => {
    if (!mayFrame(event.url, event.isMainFrame)) hold('frame')(event)
  })
  contents.on('will-redirect', hold('redirect'))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (decideNavigation(url, guard.self) === 'open-outside') guard.openOutside(url)
    else guard.refused(url, 'window')
    return { action: 'deny' }
  })
}

/** What the page may ask the system for. Absent means no. */
const granted: ReadonlySet<string> = new Set([
  // Copies an id, an address or a DNS record with one click.
  'clipboard-sanitized-write',
])

/**
 * What nobody should grant in passing: reading the clipboard (it may hold a secret of another program, and pasting needs
 * no permission), camera, microphone and screen (a mail tool needs none, and a picture can show secrets), location,
 * devices, files (paths are chosen in dialogs of the main process), the local network and loopback (the sign-in listener
 * and the practice tenant live there), full screen (it can imitate a sign-in), and opening links (they go through one
 * function with a list of hosts).
 */
export function isGranted(permission: string): boolean {
  return granted.has(permission)
}
