/** session and protocol: scheme handlers, the request filter, permissions, and fetch over Node with Chromium's rules for certificates. */
import { X509Certificate } from 'node:crypto'
import { createSecureContext, rootCertificates, type TLSSocket } from 'node:tls'
import type * as Electron from 'electron'
import { Agent, buildConnector, fetch as undiciFetch, type RequestInit as UndiciInit } from 'undici'
import { notModelled, strict, StrictEmitter } from '../strict.ts'
import type { Host } from './host.ts'

type Handler = (request: Request) => Response | Promise<Response>
type BeforeRequest = Parameters<Electron.WebRequest['onBeforeRequest']>[0] &
  ((
    details: Electron.OnBeforeRequestListenerDetails,
    callback: (response: Electron.CallbackResponse) => void,
  ) => void)
type VerifyProc = NonNullable<Parameters<Electron.Session['setCertificateVerifyProc']>[0]>
type PermissionRequest = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>
type PermissionCheck = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>

export class Session extends StrictEmitter {
  readonly protocol
  readonly webRequest
  readonly #handlers = new Map<string, Handler>()
  #beforeRequest: BeforeRequest | null = null
  #verify: VerifyProc | null = null
  #agent: Agent | undefined
  permissionRequest: PermissionRequest | null = null
  permissionCheck: PermissionCheck | null = null

  constructor(host: Host) {
    super('session', ['will-download'])
    this.protocol = strict('protocol (of a session)', {
      handle: (scheme: string, handler: Handler) => {
        const privileges = host.schemes.get(scheme)
        if (privileges?.standard !== true || !privileges.secure)
          throw notModelled(`scheme '${scheme}' that is not standard and secure`)
        if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
        this.#handlers.set(scheme, handler)
      },
      isProtocolHandled: (scheme: string) => this.#handlers.has(scheme),
      unhandle: (scheme: string) => {
        this.#handlers.delete(scheme)
      },
    } satisfies Pick<Electron.Protocol, 'handle' | 'isProtocolHandled' | 'unhandle'>)
    this.webRequest = strict('webRequest', {
      onBeforeRequest: (listener: BeforeRequest | null) => {
        if (listener !== null && typeof listener !== 'function')
          throw notModelled('webRequest.onBeforeRequest with a filter')
        this.#beforeRequest = listener
      },
    })
  }

  setPermissionRequestHandler(handler: PermissionRequest | null): void {
    this.permissionRequest = handler
  }

  setPermissionCheckHandler(handler: PermissionCheck | null): void {
    this.permissionCheck = handler
  }

  /** No device can be chosen through headless Chromium: nothing would ask the handler. */
  setDevicePermissionHandler(
    handler: ((details: Electron.DevicePermissionHandlerHandlerDetails) => boolean) | null,
  ): void {
    if (handler !== null && typeof handler !== 'function') throw new TypeError('handler must be a function')
  }

  /** Node's fetch never answers an NTLM challenge, which is what an empty list asks for. */
  allowNTLMCredentialsForDomains(domains: string): void {
    if (domains !== '') throw notModelled('session.allowNTLMCredentialsForDomains for a domain')
  }

  setCertificateVerifyProc(proc: VerifyProc | null): void {
    this.#verify = proc
    this.#agent = undefined
  }

  async fetch(
    input: string | Request,
    init: RequestInit & { bypassCustomProtocolHandlers?: boolean } = {},
  ): Promise<Response> {
    if (typeof input !== 'string') throw notModelled('session.fetch with a Request')
    this.#agent ??= new Agent({ connect: this.#connector() })
    const response = await undiciFetch(input, { ...(init as unknown as UndiciInit), dispatcher: this.#agent })
    return response
  }

  async closeAllConnections(): Promise<void> {
    await this.#agent?.destroy()
    this.#agent = undefined
  }

  handlerOf(scheme: string): Handler | undefined {
    return this.#handlers.get(scheme)
  }

  /** True when the app's filter cancels the request. */
  async cancels(details: Electron.OnBeforeRequestListenerDetails): Promise<boolean> {
    const listener = this.#beforeRequest
    if (listener === null) return false
    const answer = await new Promise<Electron.CallbackResponse>((resolve) => listener(details, resolve))
    if (answer.redirectURL !== undefined) throw notModelled('webRequest redirectURL')
    return answer.cancel === true
  }

  /** The TLS handshake always completes; then the verify proc, as in Chromium, has the last word. */
  #connector(): buildConnector.connector {
    // A resumed session shows no certificate, and each connection is put to the verify proc: none is resumed.
    const connect = buildConnector({
      rejectUnauthorized: false,
      // the roots are read once, not again for each connection
      secureContext: createSecureContext({ ca: [...rootCertificates] }),
      maxCachedSessions: 0,
    })
    return (options, done) => {
      connect(options, (error, socket) => {
        if (error !== null) return done(error, null)
        if (options.protocol !== 'https:') return done(null, socket)
        const tls = socket as TLSSocket
        const refuse = (code: string) => {
          tls.destroy()
          done(new Error(`net::ERR_${code}`), null)
        }
        const verdict = tls.authorized ? 'OK' : chromiumVerdict(String(tls.authorizationError))
        const accept = (result: number) =>
          result === 0 || (result === -3 && tls.authorized)
            ? done(null, socket)
            : refuse('CERT_AUTHORITY_INVALID')
        if (this.#verify === null) return accept(-3)
        const certificate = asCertificate(tls)
        this.#verify(
          {
            hostname: options.hostname,
            certificate,
            validatedCertificate: certificate,
            isIssuedByKnownRoot: tls.authorized,
            verificationResult: `net::${verdict}`,
            errorCode: tls.authorized ? 0 : -202,
          },
          accept,
        )
      })
    }
  }
}

function chromiumVerdict(nodeError: string): string {
  if (nodeError === 'CERT_HAS_EXPIRED') return 'ERR_CERT_DATE_INVALID'
  if (nodeError === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'ERR_CERT_COMMON_NAME_INVALID'
  return 'ERR_CERT_AUTHORITY_INVALID'
}

function asCertificate(socket: TLSSocket): Electron.Certificate {
  const peer = new X509Certificate(socket.getPeerCertificate(true).raw)
  return strict('certificate', {
    data: peer.toString(),
    fingerprint: peer.fingerprint256,
  }) as Electron.Certificate
}

/** What is modelled of a session has Electron's own signatures: an upgrade that changes one does not compile. */
function asElectron(
  own: Pick<
    Electron.Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'allowNTLMCredentialsForDomains'
    | 'setCertificateVerifyProc'
    | 'closeAllConnections'
  > &
    Session,
): Electron.Session {
  return own as unknown as Electron.Session
}

export function createSessions(host: Host) {
  const partitions = new Map<string, Session>()
  const session = strict('session', {
    fromPartition(partition: string, _options?: Electron.FromPartitionOptions): Electron.Session {
      if (!host.ready) throw new Error('Session can only be received when app is ready')
      if (partition.startsWith('persist:')) throw notModelled('a partition that is kept on disk')
      let found = partitions.get(partition)
      if (found === undefined) {
        found = strict('session', new Session(host))
        partitions.set(partition, found)
      }
      return asElectron(found)
    },
  } satisfies Pick<typeof Electron.session, 'fromPartition'>)

  const protocol = strict('protocol', {
    registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]) {
      if (host.ready)
        throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
      for (const { scheme, privileges } of schemes)
        host.schemes.set(scheme, {
          standard: privileges?.standard === true,
          secure: privileges?.secure === true,
        })
    },
  } satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>)

  /** The session of a window that names none. */
  const defaultSession = strict('session', new Session(host))
  return { session, protocol, defaultSession }
}
