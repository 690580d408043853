/** What the page may ask the system for. Absent means no. */

const granted: ReadonlyMap<string, string> = new Map([
  ['clipboard-sanitized-write', 'copy an id, an address or a DNS record with one click'],
])

/**
 * Denied with a reason, so that nobody grants them in passing. The list only explains: what is in neither list
 * is denied as well.
 */
export const denied: ReadonlyMap<string, string> = new Map([
  [
    'clipboard-read',
    'what is on the clipboard may be a secret of another program; pasting needs no permission',
  ],
  ['media', 'no camera and no microphone in a mail tool'],
  ['display-capture', 'a picture of the screen can show secrets'],
  ['geolocation', 'where the server stands is nobody else’s business'],
  ['notifications', 'progress is shown in the window'],
  ['fileSystem', 'paths are chosen in dialogs of the main process'],
  ['local-network', 'the page talks to main only, never to a network'],
  ['local-network-access', 'the page talks to main only, never to a network'],
  ['loopback-network', 'the sign-in listener and the practice tenant live there'],
  ['usb', 'no devices'],
  ['serial', 'no devices'],
  ['hid', 'no devices'],
  ['midi', 'no devices'],
  ['midiSysex', 'no devices'],
  ['fullscreen', 'a page that fills the screen can imitate a sign-in'],
  ['pointerLock', 'nothing here needs it'],
  ['openExternal', 'links go through one function with a list of hosts'],
])

export function isGranted(permission: string): boolean {
  return granted.has(permission)
}
