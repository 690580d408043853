/**
 * Sends one message from each of N mailboxes with 50 ms added to every server reply: Sendproof's verify (8 at a time,
 * journal and receipts included) beside Python's smtplib, 8 at a time and one after another, and curl, over STARTTLS
 * and XOAUTH2 against the same server.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startPracticeTenant } from '../../src/practice/index.ts'
import { Desk } from '../integration/app/cli.ts'
import { child, machineLine, timed } from './measure.ts'

const mailboxes = Number(process.argv[2] ?? '500')
const latencyMs = 50
const desk = new Desk()
const scratch = mkdtempSync(path.join(os.tmpdir(), 'sendproof-bench-'))

/** What a careful script does: one connection a message, STARTTLS with the CA checked, XOAUTH2, then the message. */
const smtplib = `
import base64, json, smtplib, ssl, sys
from concurrent.futures import ThreadPoolExecutor
plan = json.load(open(sys.argv[1]))
context = ssl.create_default_context(cafile=plan['ca'])
def send(one):
    with smtplib.SMTP('localhost', plan['port'], timeout=60) as server:
        server.starttls(context=context)
        server.ehlo()
        text = 'user=%s\\x01auth=Bearer %s\\x01\\x01' % (one['user'], one['token'])
        code, reply = server.docmd('AUTH', 'XOAUTH2 ' + base64.b64encode(text.encode()).decode())
        assert code == 235, reply
        server.sendmail(one['user'], [plan['to']], 'From: <%s>\\r\\nTo: <%s>\\r\\nSubject: bench\\r\\n\\r\\nbench\\r\\n' % (one['user'], plan['to']))
with ThreadPoolExecutor(int(sys.argv[2])) as pool:
    list(pool.map(send, plan['mailboxes']))
`

try {
  const created = await desk.json<{ id: string; clientId: string }>(
    ...['setup', 'create', '--recipe', 'eap', '--name', 'Bench', '--practice', '--prepared'],
    ...['--mailboxes', String(mailboxes)],
  )
  await desk.json('mailbox', 'authorise', 'Bench', '--all')
  const stateDir = path.join(desk.folder, 'practice', created.id)
  const options = { mailboxes, prepared: true, stateDir, limits: { messages: 1_000_000 } }
  // The tenant is served by this process; who sends is a child process and waits for nobody else.
  const slow = await startPracticeTenant({ ...options, latencyMs })
  const tokens: { user: string; token: string }[] = []
  for (const { address, kind } of slow.endpoints.mailboxes) {
    if (kind !== 'user') continue
    const { accessToken } = await slow.admin.robotToken({
      clientId: created.clientId,
      account: address,
      scope: 'https://outlook.office.com/SMTP.Send',
    })
    tokens.push({ user: address, token: accessToken })
  }
  const { port } = slow.endpoints.smtp
  const to = slow.endpoints.recipient
  const planFile = path.join(scratch, 'plan.json')
  const script = path.join(scratch, 'send.py')
  const message = path.join(scratch, 'message.txt')
  writeFileSync(planFile, JSON.stringify({ port, to, ca: slow.endpoints.caFile, mailboxes: tokens }))
  writeFileSync(script, smtplib)

  const python = (atOnce: number) => () => child('python3', [script, planFile, String(atOnce)])
  const curl = async () => {
    for (const { user, token } of tokens) {
      writeFileSync(message, `From: <${user}>\r\nTo: <${to}>\r\nSubject: bench\r\n\r\nbench\r\n`)
      await child('curl', [
        ...['--silent', '--show-error', '--ssl-reqd', '--cacert', slow.endpoints.caFile],
        ...['--url', `smtp://localhost:${port}`, '--user', `${user}:`],
        ...['--login-options', 'AUTH=XOAUTH2', '--oauth2-bearer', token],
        ...['--mail-from', user, '--mail-rcpt', to, '--upload-file', message],
      ])
    }
  }

  // In turns, so that a machine that slows down meanwhile slows both; the better of each is compared.
  const ours: number[] = []
  const eight: number[] = []
  for (let round = 0; round < 2; round += 1) {
    ours.push((await timed(() => desk.json('verify', 'Bench'))) / mailboxes)
    eight.push((await timed(python(8))) / tokens.length)
  }
  const rows = [
    ['Sendproof verify, 8 at a time', Math.min(...ours)],
    ['Python smtplib, 8 at a time', Math.min(...eight)],
    ['Python smtplib, one at a time', (await timed(python(1))) / tokens.length],
    ['curl, one at a time', (await timed(curl)) / tokens.length],
  ] as const
  await slow.close()

  console.log(`${machineLine()}; ${mailboxes} mailboxes, ${latencyMs} ms a reply`)
  // ready for docs/benchmarks.md
  console.log('\n| Client | ms a message | beside verify |\n| --- | ---: | ---: |')
  for (const [name, ms] of rows)
    console.log(`| ${name} | ${ms.toFixed(1)} | ${(ms / rows[0][1]).toFixed(2)} |`)
} finally {
  desk.close()
  rmSync(scratch, { recursive: true, force: true })
}
