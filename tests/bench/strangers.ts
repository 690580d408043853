/**
 * `npm run bench -- strangers`: programs of a Debian machine that nobody here wrote, each on its whole way against a
 * practice tenant, and Sendproof against Postfix. One line a trial; ends with 1 when one failed, and names the packages
 * of those that are not installed: none is installed unasked, for a mail server would start at once.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createClientCertificate, startPracticeTenant } from '../../src/practice/index.ts'
import { postfixTrials } from './strangers/postfix.ts'
import { carryOut, type Ended, type Trial } from './strangers/trial.ts'

const scratch = mkdtempSync(path.join(os.tmpdir(), 'sendproof-strangers-'))
const tenant = await startPracticeTenant({
  mailboxes: 3,
  prepared: true,
  registrations: [
    {
      recipe: 'strangers',
      displayName: 'Strangers',
      redirects: [{ platform: 'publicClient', uri: 'http://localhost' }],
      publicClientFlows: true,
      permissions: [
        { resource: 'graph', value: 'SMTP.Send', kind: 'delegated' },
        { resource: 'graph', value: 'IMAP.AccessAsUser.All', kind: 'delegated' },
        { resource: 'exchange', value: 'SMTP.SendAsApp', kind: 'application' },
      ],
    },
  ],
})
const { admin, endpoints } = tenant
const clientId = endpoints.registrations[0]?.clientId ?? ''
const user = endpoints.mailboxes[0]?.address ?? ''
const tokenFor = async (permission: string) => {
  const scope = `https://outlook.office.com/${permission}`
  return (await admin.robotToken({ clientId, account: user, scope })).accessToken
}
const file = (name: string, text: string) => {
  writeFileSync(path.join(scratch, name), text, { mode: 0o600 })
  return path.join(scratch, name)
}

/** Where Debian puts the libraries of Java programs. */
const jakartaMail = ['jakarta-mail', 'jakarta-activation'].map((name) => `/usr/share/java/${name}.jar`)

/** Debian's own, which sees Debian's packages whatever else is first in the path. */
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'

/** Null where the program is not installed. */
function run(command: string, args: readonly string[], input = ''): Promise<Ended | null> {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      SSL_CERT_FILE: endpoints.caFile,
      REQUESTS_CA_BUNDLE: endpoints.caFile,
      TERM: 'vt100',
    }
    const child = spawn(command, args, { env, cwd: scratch })
    let output = ''
    const keep = (chunk: Buffer) => void (output += chunk.toString())
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', () => resolve(null))
    child.on('close', (code) => resolve({ code, output }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

const arrived = async (subject: string) =>
  (await admin.messages(endpoints.recipient)).some((message) => message.subject === subject)

/** MSAL for Python writes its thumbprints with padding; Entra takes them. */
const msalPython = `
import json, sys
try:
    import msal
except ModuleNotFoundError:
    sys.exit(77)
o = json.load(sys.stdin)
app = msal.ConfidentialClientApplication(o['client'], authority=o['authority'], client_credential=o['credential'],
    **({} if msal.__version__ < '1.30' else {'instance_discovery': False}), validate_authority=False)
got = app.acquire_token_for_client(scopes=['https://outlook.office365.com/.default'])
print(msal.__version__, got.get('error_description', 'token'))
sys.exit(0 if 'access_token' in got else 1)
`

const msal = async (credential: unknown): Promise<Ended | null> => {
  const input = { client: clientId, authority: endpoints.authority, credential }
  const ended = await run(python, ['-c', msalPython], JSON.stringify(input))
  return ended?.code === 77 ? null : ended
}
const letter = (subject: string) =>
  `From: ${user}\r\nTo: ${endpoints.recipient}\r\nSubject: ${subject}\r\n\r\nHello\r\n`

const trials: readonly Trial[] = [
  {
    program: 'msmtp',
    what: 'sends with XOAUTH2',
    packages: 'msmtp',
    attempt: async () => {
      const config = file(
        'msmtprc',
        [
          'defaults',
          'auth xoauth2',
          'tls on',
          'tls_starttls on',
          `tls_trust_file ${endpoints.caFile}`,
          'account practice',
          'host localhost',
          `port ${endpoints.smtp.port}`,
          `from ${user}`,
          `user ${user}`,
          `passwordeval cat ${file('token', await tokenFor('SMTP.Send'))}`,
          '',
        ].join('\n'),
      )
      const ended = await run(
        'msmtp',
        ['-C', config, '-a', 'practice', endpoints.recipient],
        letter('From msmtp'),
      )
      return ended === null || (await arrived('From msmtp')) ? ended : { ...ended, code: 1 }
    },
  },
  {
    program: 'neomutt',
    what: 'opens the Inbox over IMAP',
    packages: 'neomutt',
    attempt: async () => {
      await admin.depositMail(user, 'inbox', { subject: 'For neomutt', body: 'Hello' })
      const rc = file(
        'muttrc',
        [
          `set imap_user="${user}"`,
          'set imap_authenticators="xoauth2"',
          `set imap_oauth_refresh_command="cat ${file('imap-token', await tokenFor('IMAP.AccessAsUser.All'))}"`,
          `set ssl_ca_certificates_file="${endpoints.caFile}"`,
          'set ssl_force_tls=yes',
          `set folder="imaps://localhost:${endpoints.imap.port}"`,
          'set spoolfile="+INBOX"',
          '',
        ].join('\n'),
      )
      // it draws on a terminal, which script(1) lends it; what it drew names the message it read
      const line = `neomutt -n -F ${rc} -R -f +INBOX -e 'push <display-message><exit><exit>'`
      const ended = await run('script', ['-qec', line, '/dev/null'])
      if (ended === null || ended.output.includes('not found')) return null
      return ended.output.includes('For neomutt') ? ended : { ...ended, code: 1 }
    },
  },
  {
    program: 'Jakarta Mail',
    what: 'sends, then reads, marks and adds over IMAP',
    packages: 'libjakarta-mail-java openjdk-17-jdk-headless',
    attempt: async () => {
      if (!jakartaMail.every((jar) => existsSync(jar))) return null
      const program = path.join(import.meta.dirname, 'strangers', 'Letters.java')
      const subject = 'From Jakarta Mail, für alle'
      // to the own mailbox, where the same program finds it
      return run(
        'java',
        [
          ...['-cp', jakartaMail.join(':'), program, endpoints.caFile],
          ...[String(endpoints.smtp.port), String(endpoints.imap.port), user, user, subject],
        ],
        `${await tokenFor('SMTP.Send')}\n${await tokenFor('IMAP.AccessAsUser.All')}\n`,
      )
    },
  },
  {
    program: 'MSAL for Python',
    what: 'gets an application’s token with a secret',
    packages: 'python3-msal',
    attempt: async () => msal((await admin.addSecret(clientId, { months: 1 })).value),
  },
  {
    program: 'MSAL for Python',
    what: 'gets one with a certificate, its thumbprint padded',
    packages: 'python3-msal',
    attempt: async () => {
      const made = await createClientCertificate('Strangers', Date.now(), 30)
      const { thumbprint } = await admin.addCertificate(clientId, made.certificate)
      return msal({ private_key: made.privateKey, thumbprint })
    },
  },
]
const postfix = postfixTrials()

try {
  for (const trial of [...trials, ...postfix.trials]) if (!(await carryOut(trial))) process.exitCode = 1
} finally {
  await postfix.close()
  await tenant.close()
  rmSync(scratch, { recursive: true, force: true })
}
