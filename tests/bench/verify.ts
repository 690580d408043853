/**
 * Sends one message from each of N mailboxes with 50 ms added to every server reply: Sendproof's verify (8 at a time,
 * journal and receipts included) beside curl and Python's smtplib, one after another, over STARTTLS and XOAUTH2.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startPracticeTenant } from '../../src/practice/index.ts'
import { Desk } from '../integration/app/cli.ts'

const mailboxes = Number(process.argv[2] ?? '40')
const latencyMs = 50
const desk = new Desk()
const scratch = mkdtempSync(path.join(os.tmpdir(), 'sendproof-bench-'))

const smtplib = `
import base64, smtplib, ssl, sys, json
plan = json.load(open(sys.argv[1]))
for one in plan['mailboxes']:
    with smtplib.SMTP('localhost', plan['port'], timeout=60) as server:
        server.starttls(context=ssl.create_default_context(cafile=plan['ca']))
        server.ehlo()
        text = 'user=%s\\x01auth=Bearer %s\\x01\\x01' % (one['user'], one['token'])
        code, reply = server.docmd('AUTH', 'XOAUTH2 ' + base64.b64encode(text.encode()).decode())
        assert code == 235, reply
        server.sendmail(one['user'], [plan['to']], 'From: <%s>\\r\\nTo: <%s>\\r\\nSubject: bench\\r\\n\\r\\nbench\\r\\n' % (one['user'], plan['to']))
`

try {
  const created = await desk.json<{ id: string; clientId: string }>(
    'setup',
    'create',
    '--recipe',
    'eap',
    '--name',
    'Bench',
    '--practice',
    '--prepared',
    '--mailboxes',
    String(mailboxes),
  )
  const tenant = await startPracticeTenant({
    mailboxes,
    prepared: true,
    stateDir: path.join(desk.folder, 'practice', created.id),
    latencyMs: 0,
  })
  await desk.json('mailbox', 'authorise', 'Bench', '--all')
  const users = tenant.endpoints.mailboxes
    .filter((mailbox) => mailbox.kind === 'user')
    .map((mailbox) => mailbox.address)
  const tokens: { user: string; token: string }[] = []
  for (const user of users) {
    const { accessToken } = await tenant.admin.robotToken({
      clientId: created.clientId,
      account: user,
      scope: 'https://outlook.office.com/SMTP.Send',
    })
    tokens.push({ user, token: accessToken })
  }
  await tenant.close()
  const slow = await startPracticeTenant({
    mailboxes,
    prepared: true,
    stateDir: path.join(desk.folder, 'practice', created.id),
    latencyMs,
    limits: { messages: 100_000 },
  })
  const { port } = slow.endpoints.smtp
  const to = slow.endpoints.recipient

  const verifyMs = await timed(() => desk.json('verify', 'Bench'))

  const planFile = path.join(scratch, 'plan.json')
  const script = path.join(scratch, 'loop.py')
  writeFileSync(planFile, JSON.stringify({ port, to, ca: slow.endpoints.caFile, mailboxes: tokens }))
  writeFileSync(script, smtplib)
  // The tenant is served by this process: rivals run as children while it stays free to answer.
  const smtplibMs = await timed(() => child('python3', [script, planFile]))

  const mailOf = (user: string): string => {
    const file = path.join(scratch, `${user}.txt`)
    writeFileSync(file, `From: <${user}>\r\nTo: <${to}>\r\nSubject: bench\r\n\r\nbench\r\n`)
    return file
  }
  const curlMs = await timed(async () => {
    for (const { user, token } of tokens)
      await child('curl', [
        '--silent',
        '--show-error',
        '--ssl-reqd',
        '--cacert',
        slow.endpoints.caFile,
        '--url',
        `smtp://localhost:${port}`,
        '--user',
        `${user}:`,
        '--login-options',
        'AUTH=XOAUTH2',
        '--oauth2-bearer',
        token,
        '--mail-from',
        user,
        '--mail-rcpt',
        to,
        '--upload-file',
        mailOf(user),
      ])
  })
  await slow.close()

  const perMessage = (ms: number, count: number) => ms / count
  const ours = perMessage(verifyMs, mailboxes)
  console.log(
    `machine: ${os.cpus()[0]?.model ?? 'unknown'}, ${os.availableParallelism()} cores, Node ${process.versions.node}; ${mailboxes} mailboxes, ${latencyMs} ms a reply`,
  )
  for (const [name, ms] of [
    ['sendproof verify, 8 at a time', ours],
    ['smtplib, one after another', perMessage(smtplibMs, tokens.length)],
    ['curl, one after another', perMessage(curlMs, tokens.length)],
  ] as const)
    console.log(`${name.padEnd(32)} ${ms.toFixed(0).padStart(6)} ms a message   ${(ms / ours).toFixed(1)} x`)
} finally {
  desk.close()
  rmSync(scratch, { recursive: true, force: true })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function child(program: string, args: readonly string[]): Promise<void> {
  const code = await new Promise<number | null>((resolve, reject) => {
    spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
      .once('error', reject)
      .once('exit', resolve)
  })
  if (code !== 0) throw new Error(`${program} ended with ${code}`)
}
