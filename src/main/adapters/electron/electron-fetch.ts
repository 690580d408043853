/** fetch over Chromium's network stack: proxies, PAC files and the system's root certificates apply. */
import { createHash, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { session, type Session } from 'electron'
import type { HttpFetch } from '../../services/surroundings/surroundings.port.ts'
import { vouchedFor } from './extra-authority.ts'

/** Sessions of their own, in memory: the page's session refuses all network, and cookies are nobody's business. */
const servicePartition = 'service'

/** Answers of a verify proc, as Electron defines them. */
const accept = 0
const asTheSystemSays = -3

export function createElectronFetch(): HttpFetch {
  const withAuthority = new Map<string, Session>()

  async function sessionFor(caFile: string | undefined): Promise<Session> {
    if (caFile === undefined) return openSession(servicePartition)
    const pem = await readFile(caFile, 'utf8')
    // Chromium keeps a verdict for as long as the session lives: another authority is another session.
    const key = createHash('sha256').update(pem).digest('hex').slice(0, 16)
    const known = withAuthority.get(key)
    if (known !== undefined) return known
    const authority = new X509Certificate(pem)
    const opened = openSession(`${servicePartition}-${key}`)
    opened.setCertificateVerifyProc(({ hostname, certificate }, answer) => {
      answer(
        vouchedFor(authority, { hostname, pem: certificate.data }, new Date()) ? accept : asTheSystemSays,
      )
    })
    withAuthority.set(key, opened)
    return opened
  }

  return async (url, init, caFile) => {
    const service = await sessionFor(caFile)
    return service.fetch(url, {
      ...init,
      // No cookie, no cache, no redirect: an answer comes from the address that was asked, and is asked for anew.
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      bypassCustomProtocolHandlers: true,
    })
  }
}

function openSession(partition: string): Session {
  const opened = session.fromPartition(partition, { cache: false })
  // No Windows credentials to a server that merely asks for them.
  opened.allowNTLMCredentialsForDomains('')
  return opened
}
