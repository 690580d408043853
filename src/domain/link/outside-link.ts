/** Which address may be handed to the system browser: https and a host on a list, compared by parts. */

/**
 * The parsed address when it is https, without credentials, and its host (with the port where that is not 443) is
 * in `hosts`; else null. Never file:, UNC, ms-settings: or anything else the system might start a program for.
 */
export function outsideLink(value: unknown, hosts: readonly string[]): URL | null {
  const url = typeof value === 'string' ? URL.parse(value) : null
  if (url === null || url.protocol !== 'https:') return null
  if (url.username !== '' || url.password !== '') return null
  return hosts.includes(url.host) ? url : null
}
