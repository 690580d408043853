/** SMTP submission as Exchange Online offers it: STARTTLS, XOAUTH2, its switches, rights and limits. */
import { createHash } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import { setTimeout as delay } from 'node:timers/promises'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { createCertificates } from '../tenant/certificates.ts'
import { exchangeAudiences } from '../directory/permissions.ts'
import { type AppCaller, maySubmitAs } from '../exchange/app-access.ts'
import { submit } from '../exchange/submission.ts'
import { lacksLicence, smtpAuthOf } from '../exchange/rights.ts'
import { Traffic } from '../exchange/traffic.ts'
import { appOf, type TokenSigner } from '../entra/signing.ts'
import { guidFor } from '../tenant/seed.ts'
import type { User } from '../tenant/state.ts'
import { findUser, type Tenant } from '../tenant/tenant.ts'
import { ExchangeConnection, maximumSize, type SessionServer } from './connection.ts'
import { replies, type ServerNames, type SmtpReply } from './replies.ts'

type Session = Parameters<NonNullable<SMTPServerOptions['onMailFrom']>>[1]
type Authentication = Parameters<NonNullable<SMTPServerOptions['onAuth']>>[0]
type DataStream = Parameters<NonNullable<SMTPServerOptions['onData']>>[0]

/** smtp-server sends an error's code and text as they are. */
class Refusal extends Error {
  readonly responseCode: number
  constructor(reply: SmtpReply) {
    super(reply.text)
    this.responseCode = reply.code
  }
}

export class ExchangeServer extends SMTPServer implements SessionServer {
  readonly tenant: Tenant
  /** the mailbox server behind the front end */
  readonly host: string
  readonly #edge: string
  readonly #signer: TokenSigner
  readonly #traffic: Traffic
  readonly #good: SecureContext
  #untrusted: SecureContext | undefined
  readonly #users = new WeakMap<Session, User>()

  constructor(tenant: Tenant, signer: TokenSigner) {
    const { certificate, privateKey } = tenant.state.certificates.server
    super({
      key: privateKey,
      cert: certificate,
      minVersion: 'TLSv1.2',
      authMethods: ['LOGIN', 'XOAUTH2'],
      disableReverseLookup: true,
      hideDSN: false,
      size: maximumSize,
      rejectOversized: true,
      maxRecipients: 500,
      // the longest token a client sends in one line
      maxCommandLength: 65_536,
      maxAllowedUnauthenticatedCommands: 50,
      closeTimeout: 200,
      logger: false,
    })
    this.tenant = tenant
    this.#signer = signer
    this.#traffic = new Traffic(tenant.limits, tenant.clock)
    this.#good = createSecureContext({ key: privateKey, cert: certificate, minVersion: 'TLSv1.2' })
    const letters = guidFor(tenant.state.seed, 'server')
      .replace(/[^0-9]/g, '')
      .padEnd(8, '7')
    this.#edge = `AM0PR04CA${letters.slice(0, 4)}`
    this.host = `AM0PR04MB${letters.slice(4, 8)}.eurprd04.prod.outlook.com`
    this.on('error', () => undefined) // a client that went away; the server goes on
  }

  namesFor(sessionId: string): ServerNames {
    const session = `08DE${createHash('sha256').update(sessionId).digest('hex').slice(0, 12).toUpperCase()}`
    const time = new Date(this.tenant.clock()).toISOString()
    return {
      edge: `${this.#edge}.outlook.office365.com`,
      host: this.host,
      stamp: `${this.#edge}.EURPRD04.PROD.OUTLOOK.COM ${time} ${session}`,
      session,
    }
  }

  override connect(
    socket: Parameters<SMTPServer['connect']>[0],
    options?: Parameters<SMTPServer['connect']>[1],
  ): void {
    const connection = new ExchangeConnection(this, socket, options)
    this.connections.add(connection)
    connection.on('error', (error: Error) => this._onError(error))
    connection.init()
  }

  chooseCertificate(): void {
    let context = this.#good
    if (this.tenant.faults.on('bad-certificate')) {
      this.#untrusted ??= this.#makeUntrusted()
      context = this.#untrusted
    }
    this.secureContext.set('*', context)
  }

  #makeUntrusted(): SecureContext {
    const { server } = createCertificates('nobody knows', this.tenant.clock())
    return createSecureContext({ key: server.privateKey, cert: server.certificate, minVersion: 'TLSv1.2' })
  }

  #connection(session: Session): ExchangeConnection | undefined {
    for (const connection of this.connections)
      if (connection instanceof ExchangeConnection && connection.session === session) return connection
    return undefined
  }

  override onAuth(
    auth: Authentication,
    session: Session,
    callback: (error: Error | null | undefined, response?: { user?: unknown }) => void,
  ): void {
    const names = this.namesFor(session.id)
    this.#authenticate(auth, names).then(
      (result) => {
        if (result === 'cut') return this.#connection(session)?.cut()
        if ('code' in result) return callback(new Refusal(result))
        this.#users.set(session, result)
        this.#traffic.enter(result.address, session.id)
        callback(null, { user: result.address })
      },
      () => callback(new Refusal(replies.storeTrouble(names))),
    )
  }

  /** @see reference 4.2, 4.4, 4.7 */
  async #authenticate(auth: Authentication, names: ServerNames): Promise<User | SmtpReply | 'cut'> {
    const { tenant } = this
    const address = (auth.username ?? '').trim().toLowerCase()
    if (tenant.faults.hits('drop-auth', address)) return 'cut'
    if (auth.method !== 'XOAUTH2') {
      const mailbox = findUser(tenant, address)
      return (
        (mailbox === undefined ? undefined : this.#switchedOff(address, names)) ??
        this.#passwordRule(names) ??
        replies.basicDisabled(names)
      )
    }
    const verified = await this.#signer.verifyAccess(auth.accessToken ?? '', exchangeAudiences)
    if (!verified.ok || tenant.faults.hits('auth-failed', address)) return replies.authFailed(names)
    const { oid, scp, tid } = verified.claims
    const mailbox = findUser(tenant, address)
    if (mailbox === undefined || tid !== tenant.state.tenantId) return replies.authFailed(names)
    // the licence before the switches: which of them Exchange looks at first is UNVERIFIED
    if (lacksLicence(tenant, mailbox)) return replies.authFailed(names)
    const app = appOf(verified.claims)
    if (app !== undefined) return this.#admitApp(app, mailbox, names)
    if (typeof scp !== 'string' || !scp.split(' ').includes('SMTP.Send')) return replies.authFailed(names)
    const off = this.#switchedOff(address, names)
    if (off !== undefined) return off
    if (tenant.faults.hitsFirst('not-propagated', address, 2)) return replies.smtpAuthOffForTenant(names)
    // a delegate's token opens no other mailbox over SMTP, a shared one included (reference 4.7)
    if (mailbox.id !== oid || !mailbox.enabled) return replies.authFailed(names)
    return mailbox
  }

  /** @see reference 4.6 */
  #admitApp(app: AppCaller, mailbox: User, names: ServerNames): User | SmtpReply {
    const { tenant } = this
    // one reply for a service principal Exchange does not know, a wrong object id, and a missing right
    if (!maySubmitAs(tenant, app, mailbox.address)) return replies.authFailed(names)
    if (tenant.faults.hitsFirst('not-propagated', mailbox.address, 2)) return replies.authFailed(names)
    // the right before the switch; the order is UNVERIFIED
    const off = this.#switchedOff(mailbox.address, names)
    if (off !== undefined) return off
    // the account behind a shared mailbox is disabled by design and needs no sign-in here
    return mailbox.enabled || mailbox.kind === 'shared' ? mailbox : replies.authFailed(names)
  }

  /** Rules of Entra ID that stop passwords and leave OAuth alone. @see reference 4.5 */
  #passwordRule(names: ServerNames): SmtpReply | undefined {
    const { securityDefaults, conditionalAccess } = this.tenant.state.policies
    if (securityDefaults) return replies.securityDefaults(names)
    const blocksLegacy = conditionalAccess.some(
      ({ state, clientAppTypes, controls }) =>
        state === 'enabled' && clientAppTypes.includes('other') && controls.includes('block'),
    )
    return blocksLegacy ? replies.criteriaNotMet(names) : undefined
  }

  #switchedOff(address: string, names: ServerNames): SmtpReply | undefined {
    switch (smtpAuthOf(this.tenant, address)) {
      case 'on':
        return undefined
      case 'off-for-tenant':
        return replies.smtpAuthOffForTenant(names)
      case 'off-for-mailbox':
        return replies.smtpAuthOffForMailbox(names)
    }
  }

  override onMailFrom(
    address: { address: string },
    session: Session,
    callback: (error?: Error | null) => void,
  ): void {
    const { faults } = this.tenant
    if (faults.hits('drop-mail', address.address)) return this.#connection(session)?.cut()
    if (faults.hits('ip-throttled', address.address))
      return callback(new Refusal(replies.throttled(this.namesFor(session.id), session.remoteAddress)))
    callback()
  }

  override onRcptTo(
    _address: { address: string },
    session: Session,
    callback: (error?: Error | null) => void,
  ): void {
    const { faults } = this.tenant
    const from = session.envelope.mailFrom === false ? undefined : session.envelope.mailFrom.address
    if (faults.hits('drop-rcpt', from)) return this.#connection(session)?.cut()
    callback()
  }

  override onData(
    stream: DataStream,
    session: Session,
    callback: (error?: Error | null, message?: string) => void,
  ): void {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => {
      if (!stream.sizeExceeded) chunks.push(chunk)
    })
    stream.on('error', () => undefined) // the client went away in the middle: nothing was received
    stream.on('end', () => {
      if (stream.sizeExceeded) return callback()
      this.receive(Buffer.concat(chunks), session).then(
        (result) => {
          if (result === 'cut') return this.#connection(session)?.cut()
          if (result.code >= 400) return callback(new Refusal(result))
          callback(null, result.text)
        },
        () => callback(new Refusal(replies.storeTrouble(this.namesFor(session.id)))),
      )
    })
  }

  /** By DATA or in chunks. */
  async receive(raw: Buffer, session: Session): Promise<SmtpReply | 'cut'> {
    const { tenant } = this
    const names = this.namesFor(session.id)
    const user = this.#users.get(session)
    const { mailFrom, rcptTo } = session.envelope
    if (user === undefined || mailFrom === false) return replies.notAuthenticated(names)
    const from = mailFrom.address.toLowerCase()
    if (
      this.#traffic.isSurplus(user.address, session.id) ||
      tenant.faults.hits('concurrent-connections', from)
    )
      return replies.tooManyConnections(names)
    const wait = this.#traffic.waitForSlot(user.address)
    if (wait > 0) await delay(wait, undefined, { ref: false })
    if (tenant.faults.hits('drop-body', from)) return 'cut'
    if (tenant.faults.hits('recipient-unknown', from)) return replies.recipientNotFound()
    const accepted = await submit(tenant, {
      user,
      mailFrom: from,
      recipients: rcptTo.map((recipient) => recipient.address),
      raw,
      client: {
        name: session.hostNameAppearsAs,
        address: session.remoteAddress,
        tls: session.tlsOptions === false ? 'none' : session.tlsOptions.version,
      },
      host: names.host,
    })
    if (!accepted.ok)
      return accepted.reason === 'no-from'
        ? replies.noFrom(names)
        : replies.sendAsDenied(names, user.address, accepted.from)
    if (tenant.faults.hits('drop-reply', from)) return 'cut'
    return replies.accepted(names, accepted.internetMessageId)
  }

  override onClose(session: Session): void {
    this.#traffic.leave(session.id)
  }

  /** Stops listening and ends every session at once. */
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.close(() => resolve())
      for (const connection of this.connections)
        if (connection instanceof ExchangeConnection) connection.cut()
    })
  }
}
