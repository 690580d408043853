/**
 * Another mail server nobody here wrote: Postfix, submission only, on loopback, in a folder of its own. Dovecot tells it
 * which token is good and takes what it passes on. Nobody may send as anybody else. Needs root, as Dovecot does.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createCertificates } from '../../src/practice/tenant/certificates.ts'
import type { Dovecot } from './dovecot.ts'
import { answersOn, ended, ownPorts } from './listening.ts'

export const postfixIsHere = () => existsSync('/usr/sbin/postfix')

/** The postmaster's switch `soft_bounce`: what would be refused for good is refused for now. */
export interface PostfixOptions {
  readonly softBounce?: boolean
}

export class Postfix {
  readonly smtp: { readonly host: string; readonly port: number }
  /** The authority of its certificate. */
  readonly caFile: string
  readonly #folder: string
  #process: ChildProcess | null = null

  private constructor(folder: string, port: number) {
    this.#folder = folder
    this.smtp = { host: 'localhost', port }
    this.caFile = path.join(folder, 'ca.crt')
  }

  static async start(dovecot: Dovecot, options: PostfixOptions = {}): Promise<Postfix> {
    const folder = await mkdtemp(path.join(tmpdir(), 'sendproof-postfix-'))
    const server = new Postfix(folder, ownPorts.smtp)
    try {
      await server.#write(dovecot, dovecot.sink.port, options)
      server.#process = spawn('/usr/sbin/postfix', ['-c', path.join(folder, 'etc'), 'start-fg'], {
        stdio: 'ignore',
        // a group of its own: Postfix ends all of it
        detached: true,
      })
      server.#process.on('error', () => undefined)
      await answersOn([server.smtp.port], server.#process)
      return server
    } catch (error) {
      const log = await server.log()
      await server.stop()
      throw new Error(`Postfix did not start. ${log}`, { cause: error })
    }
  }

  log(): Promise<string> {
    return readFile(path.join(this.#folder, 'log'), 'utf8').catch(() => '')
  }

  async stop(): Promise<void> {
    // its first process is a script, which would leave the master alone behind
    spawnSync('/usr/sbin/postfix', ['-c', path.join(this.#folder, 'etc'), 'stop'], { stdio: 'ignore' })
    await ended(this.#process)
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 })
  }

  async #write(dovecot: Dovecot, sinkPort: number, { softBounce = false }: PostfixOptions): Promise<void> {
    const folder = this.#folder
    // Postfix's own processes run as postfix and walk through it
    await chmod(folder, 0o755)
    const etc = path.join(folder, 'etc')
    for (const name of ['etc', 'queue', 'data']) await mkdir(path.join(folder, name))
    spawnSync('chown', ['postfix', path.join(folder, 'data')])
    const { ca, server } = createCertificates('postfix', Date.now())
    await writeFile(this.caFile, ca.certificate)
    await writeFile(path.join(folder, 't.crt'), server.certificate)
    await writeFile(path.join(folder, 't.key'), server.privateKey, { mode: 0o600 })
    // everybody is the owner of the own address and of no other
    await writeFile(path.join(etc, 'owners'), '/^(.+)$/ $1\n')
    await writeFile(path.join(etc, 'main.cf'), settings(folder, dovecot.authSocket, sinkPort, softBounce))
    await writeFile(path.join(etc, 'master.cf'), services(this.smtp.port))
  }
}

const settings = (
  folder: string,
  auth: string,
  sinkPort: number,
  softBounce: boolean,
) => `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${folder}/log
maillog_file_prefixes = ${folder}
myhostname = mail.contoso.example
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
mynetworks =
inet_protocols = ipv4
disable_dns_lookups = yes
smtp_dns_support_level = disabled
default_transport = smtp:[127.0.0.1]:${sinkPort}
soft_bounce = ${softBounce ? 'yes' : 'no'}
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = ${folder}/t.crt
smtpd_tls_key_file = ${folder}/t.key
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = ${auth}
smtpd_sender_login_maps = regexp:${folder}/etc/owners
smtpd_sender_restrictions = reject_sender_login_mismatch
smtpd_relay_restrictions = permit_sasl_authenticated, reject
`

const services = (port: number) => `127.0.0.1:${port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
