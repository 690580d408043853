/** Whose certificates a server may show to Node's own sockets: Node's roots, the operating system's, and the cloud's own CA file. */
import { readFile } from 'node:fs/promises'
import { createSecureContext, getCACertificates, rootCertificates, type SecureContext } from 'node:tls'

/** Reading hundreds of roots costs tens of milliseconds, so each set is made once. */
const contexts = new Map<string, Promise<SecureContext>>()

export function secureContextFor(caFile: string | undefined): Promise<SecureContext> {
  const key = caFile ?? ''
  const known = contexts.get(key)
  if (known !== undefined) return known
  const made = makeContext(caFile)
  contexts.set(key, made)
  // A file that could not be read today may be there tomorrow.
  made.catch(() => contexts.delete(key))
  return made
}

async function makeContext(caFile: string | undefined): Promise<SecureContext> {
  const extra = caFile === undefined ? [] : [await readFile(caFile, 'utf8')]
  return createSecureContext({
    // Most are in both lists, and each that is read costs time.
    ca: [...new Set([...roots('default', [...rootCertificates]), ...roots('system', []), ...extra])],
    minVersion: 'TLSv1.2',
  })
}

/** The mail socket is Node's own and does not see the Windows store by itself. @see reference 9.3 */
function roots(kind: 'default' | 'system', otherwise: string[]): string[] {
  try {
    return getCACertificates(kind)
  } catch {
    return otherwise
  }
}
