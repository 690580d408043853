/**
 * A mail server nobody here wrote: Dovecot's submission and IMAP services with XOAUTH2, on loopback, in a folder of its
 * own. It checks signed tokens by itself and relays what it takes to a sink, where tests can read it. Needs root,
 * because Dovecot gives up its rights process by process; tools/prepare.ts installs it.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { exportSPKI, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import type { Cloud } from '../../src/domain/cloud/cloud.schema.ts'
import { createCertificates } from '../../src/practice/tenant/certificates.ts'
import { globalCloud } from '../kit/samples.ts'
import { answersOn, ended, ownPorts } from './listening.ts'
import { MailSink } from './mail-sink.ts'

const nobody = 65_534
const keyId = 'key-1'

export class Dovecot {
  readonly sink: MailSink
  /** Where another mail server asks whether a token is good. */
  readonly authSocket: string
  /** Names its mail services and the authority of its certificate; sign-in and Graph lead nowhere. */
  readonly cloud: Cloud
  readonly #folder: string
  readonly #key: CryptoKey
  #process: ChildProcess | null = null

  private constructor(
    folder: string,
    key: CryptoKey,
    sink: MailSink,
    ports: { submission: number; imaps: number },
  ) {
    this.#folder = folder
    this.#key = key
    this.sink = sink
    this.authSocket = authSocketIn(folder)
    this.cloud = {
      ...globalCloud,
      name: 'Dovecot',
      kind: 'custom',
      smtp: { host: 'localhost', port: ports.submission },
      imap: { host: 'localhost', port: ports.imaps },
      caFile: path.join(folder, 'ca.crt'),
    }
  }

  /** What was relayed, oldest first. */
  get relayed() {
    return this.sink.relayed
  }

  static async start(): Promise<Dovecot> {
    if (process.getuid?.() !== 0) throw new Error('Dovecot has to be started as root.')
    const folder = await mkdtemp(path.join(tmpdir(), 'sendproof-dovecot-'))
    const keys = await generateKeyPair('RS256', { extractable: true })
    const { submission, imaps } = ownPorts
    const ports = { submission, imaps }
    const sink = await MailSink.open()
    const server = new Dovecot(folder, keys.privateKey, sink, ports)
    try {
      const publicKey = await exportSPKI(keys.publicKey)
      await writeFiles(folder, publicKey, { ...ports, sink: sink.port })
      server.#process = spawn('dovecot', ['-c', path.join(folder, 'dovecot.conf'), '-F'], {
        stdio: ['ignore', 'ignore', 'ignore'],
      })
      server.#process.on('error', () => undefined)
      await answersOn([ports.submission, ports.imaps], server.#process)
      return server
    } catch (error) {
      const log = await readFile(path.join(folder, 'log'), 'utf8').catch(() => '')
      await server.stop()
      throw new Error(`Dovecot did not start. ${log}`, { cause: error })
    }
  }

  /** Takes tokens of another issuer too: `keyId` as in their header, the public key as PEM. */
  async trust(keyId: string, publicKey: string): Promise<void> {
    await writeFile(path.join(this.#folder, 'keys', 'default', 'RS256', keyId), publicKey)
  }

  /** What Entra would give this person: signed, for an hour. */
  tokenFor(user: string): Promise<string> {
    return new SignJWT({ upn: user })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId })
      .setSubject(user)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(this.#key)
  }

  /** Puts so many unread messages into a folder of a mailbox, which is made if need be; null is the Inbox. */
  async putMail(user: string, folder: string | null, count: number): Promise<void> {
    const mailbox = path.join(this.#folder, 'mail', user)
    const place = folder === null ? mailbox : path.join(mailbox, `.${folder}`)
    for (const made of [mailbox, place, ...['cur', 'new', 'tmp'].map((name) => path.join(place, name))]) {
      await mkdir(made, { recursive: true })
      await chown(made, nobody, nobody)
    }
    for (let n = 0; n < count; n += 1) {
      const file = path.join(place, 'new', `${Date.now()}.${n}.sendproof`)
      await writeFile(file, `Subject: reply ${n}\n\nApproved\n`)
      await chown(file, nobody, nobody)
    }
  }

  /** Messages nobody has seen: a client that looked may move their files, but puts no S (seen) into the name. */
  async unseen(user: string, folder: string): Promise<number> {
    const place = path.join(this.#folder, 'mail', user, `.${folder}`)
    const names = [...(await readdir(path.join(place, 'new'))), ...(await readdir(path.join(place, 'cur')))]
    return names.filter((name) => !/:2,[A-Za-z]*S/.test(name)).length
  }

  async stop(): Promise<void> {
    await ended(this.#process)
    await this.sink.close()
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

const authSocketIn = (folder: string) => path.join(folder, 'auth-client')

async function writeFiles(
  folder: string,
  publicKey: string,
  ports: { submission: number; imaps: number; sink: number },
): Promise<void> {
  // Dovecot's own processes run as nobody and walk through it.
  await chmod(folder, 0o755)
  const { ca, server } = createCertificates('dovecot', Date.now())
  await writeFile(path.join(folder, 'ca.crt'), ca.certificate)
  await writeFile(path.join(folder, 't.crt'), server.certificate)
  await writeFile(path.join(folder, 't.key'), server.privateKey, { mode: 0o600 })
  const keys = path.join(folder, 'keys', 'default', 'RS256')
  await mkdir(keys, { recursive: true })
  await writeFile(path.join(keys, keyId), publicKey)
  const mail = path.join(folder, 'mail')
  await mkdir(mail)
  await chown(mail, nobody, nobody)
  await writeFile(
    path.join(folder, 'oauth2.conf.ext'),
    [
      'introspection_mode = local',
      `local_validation_key_dict = fs:posix:prefix=${folder}/keys/`,
      'username_attribute = upn',
      'username_format = %u',
      '',
    ].join('\n'),
  )
  await writeFile(path.join(folder, 'dovecot.conf'), configuration(folder, ports))
}

function configuration(folder: string, ports: { submission: number; imaps: number; sink: number }): string {
  return `base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = submission imap
listen = 127.0.0.1
ssl = required
ssl_cert = <${folder}/t.crt
ssl_key = <${folder}/t.key
auth_failure_delay = 0
auth_mechanisms = xoauth2
disable_plaintext_auth = yes
mail_location = maildir:${folder}/mail/%u
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = ${folder}/oauth2.conf.ext
}
userdb {
  driver = static
  args = uid=${nobody} gid=${nobody} home=${folder}/mail/%u
}
first_valid_uid = 1
default_internal_user = nobody
default_internal_group = nogroup
default_login_user = nobody
service submission-login {
  inet_listener submission {
    port = ${ports.submission}
  }
  chroot =
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
  chroot =
}
service anvil {
  chroot =
}
service auth {
  unix_listener ${authSocketIn(folder)} {
    mode = 0666
  }
}
submission_relay_host = 127.0.0.1
submission_relay_port = ${ports.sink}
submission_relay_ssl = no
`
}
