/** The name of a product's own server, with or without a port; it becomes part of a redirect URI. */
import { found, type Finding } from '../problem/finding.ts'
import { checked, type Checked } from './checked.ts'
import { redirectFindings } from './redirect.ts'

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const hostName = new RegExp(`^${label}(?:\\.${label})*$`)

/** In lower case. */
export function checkHostName(text: string, field = 'host', label: string | null = null): Checked<string> {
  const value = text.trim().toLowerCase()
  return checked(field, value, hostFindings(value), label)
}

function hostFindings(text: string): Finding[] {
  if (/\s/.test(text)) return [found('host-name-space', {})]
  const scheme = /^[a-z][a-z0-9+.-]*:\/+/.exec(text)?.[0] ?? ''
  const rest = text.slice(scheme.length)
  if (text.includes('@')) return [found('host-name-address', {})]
  if (scheme !== '' || /[/\\?#]/.test(rest))
    return [found('host-name-only', {}, rest.replace(/[/\\?#].*$/s, ''))]
  const [host = '', port, ...more] = text.split(':')
  if (more.length > 0) return [found('host-name-colons', {})]
  if (port !== undefined && !isPort(port)) return [found('host-name-port', {})]
  if (host.length > 253 || !hostName.test(host)) return [found('host-name-shape', {})]
  return (
    redirectFindings(`https://${text}/sign-in`, { platform: 'web' })
      // what it offers instead is a whole address, and a name is wanted
      .map(({ suggestion: _, ...finding }) => finding as Finding)
  )
}

/** A port in digits, from 1 to 65535. */
export function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535
}
