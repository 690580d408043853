/**
 * Permissions: Chromium cannot be made to ask over its protocol, so the app's handlers are asked for all of them
 * before a page loads and Chromium is told the answers.
 */
import type * as Electron from 'electron'
import type { Cdp } from '../cdp.ts'
import { toChromium } from './host.ts'
import type { Session } from './session.ts'

type Name = Parameters<NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>>[1]

/** Electron's name, and the permissions of Chromium it stands for. */
const table: readonly (readonly [Name, readonly Readonly<Record<string, unknown>>[]])[] = [
  ['clipboard-read', [{ name: 'clipboard-read' }]],
  ['clipboard-sanitized-write', [{ name: 'clipboard-write' }]],
  ['geolocation', [{ name: 'geolocation' }]],
  ['notifications', [{ name: 'notifications' }]],
  ['media', [{ name: 'camera' }, { name: 'microphone' }]],
  ['midi', [{ name: 'midi' }]],
  ['midiSysex', [{ name: 'midi', sysex: true }]],
  ['idle-detection', [{ name: 'idle-detection' }]],
  ['window-management', [{ name: 'window-management' }]],
  ['local-fonts', [{ name: 'local-fonts' }]],
]

export async function applyPermissions(
  cdp: Cdp,
  contents: Electron.WebContents,
  session: Session,
  url: string,
): Promise<void> {
  const address = toChromium(url)
  if (!address.startsWith('https:')) return
  const { origin } = new URL(address)
  const requested = url.replace(/^([^:]+:\/\/[^/]+).*$/, '$1')
  for (const [name, permissions] of table) {
    const granted = await isGranted(name, contents, session, requested)
    for (const permission of permissions)
      await cdp.send('Browser.setPermission', { permission, setting: granted ? 'granted' : 'denied', origin })
  }
}

/** As Electron does: a check first, a request when the check says no. No handler means yes. */
async function isGranted(
  name: Name,
  contents: Electron.WebContents,
  session: Session,
  origin: string,
): Promise<boolean> {
  const checked =
    session.permissionCheck?.(contents, name, origin, { isMainFrame: true, requestingUrl: `${origin}/` }) ??
    true
  const request = session.permissionRequest
  if (request === null) return checked
  const details = { requestingUrl: `${origin}/`, isMainFrame: true } as Electron.PermissionRequest
  const asked = await new Promise<boolean>((resolve) => request(contents, name, resolve, details))
  return checked && asked
}
