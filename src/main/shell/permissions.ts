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
