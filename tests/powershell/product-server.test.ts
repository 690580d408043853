/** Test-ProductServer.ps1 against servers on loopback: each thing that can stand between a product and Microsoft. */
import { X509Certificate } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttps, type Server } from 'node:https'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { PreflightPlanSchema, PreflightResultSchema } from '../../src/domain/preflight/preflight.schema.ts'
import { createCertificates } from '../../src/practice/tenant/certificates.ts'
import { ScriptedSmtpServer, scriptedCa } from '../fakes/scripted-smtp-server.ts'
import { cliHere } from '../integration/app/in-process.ts'
import { patient, powershell, quoted, runPowerShell, scripts } from './practice-powershell.ts'

const Taken = z.looseObject({
  hosts: z.array(
    z.looseObject({
      port: z.int(),
      good: z.boolean(),
      findings: z.array(z.looseObject({ code: z.string(), says: z.string() })),
    }),
  ),
  evidenceOf: z.string(),
})

describe.skipIf(powershell === undefined)('On the product’s own server', patient, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sendproof-preflight-'))
  const file = (name: string) => path.join(folder, name)
  const smtp: ScriptedSmtpServer[] = []
  const https: Server[] = []
  const proxied = createCertificates('Zscaler Root CA', Date.now())

  beforeAll(async () => {
    smtp.push(
      await ScriptedSmtpServer.start(),
      await ScriptedSmtpServer.start({ ehlo: '250-localhost\r\n250 SIZE 157286400' }),
      await ScriptedSmtpServer.start({ tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } }),
    )
    const { certificate: cert, privateKey: key } = proxied.server
    for (const date of ['Mon, 02 Jan 2023 08:00:00 GMT', null]) {
      const server = createHttps({ cert, key }, (_, response) => {
        if (date !== null) response.setHeader('Date', date)
        response.end()
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      https.push(server)
    }
  })
  afterAll(async () => {
    for (const one of smtp) await one.stop()
    for (const one of https) one.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  /** A port that nobody listens on. */
  async function closedPort(): Promise<number> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    return port
  }

  /** A Java whose list of roots holds the one of the scripted mail servers. */
  function java(): string {
    const home = file('java')
    mkdirSync(path.join(home, 'bin'), { recursive: true })
    mkdirSync(path.join(home, 'lib/security'), { recursive: true })
    writeFileSync(path.join(home, 'lib/security/cacerts'), '')
    const { fingerprint256 } = new X509Certificate(scriptedCa)
    const keytool = path.join(home, 'bin/keytool')
    writeFileSync(
      keytool,
      `#!/bin/sh\necho "Certificate fingerprints:"\necho "   SHA256: ${fingerprint256}"\n`,
    )
    chmodSync(keytool, 0o755)
    return home
  }

  it('names a closed port, a missing STARTTLS, old TLS, who intercepts, an unknown root, and a clock that is off', async () => {
    const data = file('data')
    const created = await cliHere(
      ...([data, 'setup', 'create', '--recipe', 'flexdeploy', '--name', 'C', '--practice'] as const),
      ...['--mailboxes', '1', '--json'],
    )
    expect(created.code, created.err).toBe(0)
    const planned = await cliHere(data, 'preflight', 'plan', 'C', '--out', file('plan.json'))
    expect(planned.out, planned.err).toContain('Test-ProductServer.ps1')
    const plan = PreflightPlanSchema.parse(JSON.parse(readFileSync(file('plan.json'), 'utf8')))
    expect(plan.targets.map(({ speaks }) => speaks)).toEqual(['https'])

    const at = (port: number, speaks: 'smtp' | 'https', host = 'localhost') => ({ host, port, speaks })
    const ports = https.map((server) => (server.address() as AddressInfo).port)
    const [skewed = 0, right = 0] = ports
    const [good, plain, old] = smtp
    if (!good || !plain || !old) throw new Error('three servers')
    const targets = [
      at(good.port, 'smtp'),
      at(plain.port, 'smtp'),
      at(old.port, 'smtp'),
      at(skewed, 'https'),
      at(right, 'https'),
      at(await closedPort(), 'smtp'),
      at(587, 'smtp', 'smtp.sendproof.invalid'),
    ]
    writeFileSync(file('plan.json'), JSON.stringify({ ...plan, targets }))
    // OpenSSL takes this file for the machine's roots; the intercepting one is not among them
    writeFileSync(file('roots.pem'), scriptedCa)
    const script = quoted(path.join(scripts, 'Test-ProductServer.ps1'))
    const call = `& ${script} -Plan ${quoted(file('plan.json'))} -Result ${quoted(file('result.json'))}`
    const ran = await runPowerShell(
      folder,
      `${call} -JavaHome ${quoted(java())}\nWrite-Host "first $LASTEXITCODE"\n${call}\nWrite-Host "second $LASTEXITCODE"`,
      { SSL_CERT_FILE: file('roots.pem'), SSL_CERT_DIR: folder },
    )
    expect([ran.errors, ran.out.includes('first 1'), ran.out.includes('second 2')], ran.out).toEqual([
      '',
      true,
      true,
    ])
    const text = readFileSync(file('result.json'), 'utf8').replace(/^\ufeff/, '')
    const result = PreflightResultSchema.parse(JSON.parse(text))
    expect(result.checks[0]).toMatchObject({
      startTls: true,
      certificate: { trusted: true, nameMatches: true, javaTrusts: true },
    })
    // nobody signed in and no mail was sent
    expect(good.received).not.toMatch(/AUTH|MAIL/)

    const taken = await cliHere(data, 'preflight', 'take', 'C', file('result.json'), '--json')
    expect(taken.code, taken.err).toBe(1)
    const { hosts, evidenceOf } = Taken.parse(JSON.parse(taken.out))
    expect(hosts.map(({ findings }) => findings.map(({ code }) => code))).toEqual([
      // not Microsoft's certificate, yet trusted here
      ['intercepted'],
      ['no-starttls'],
      ['tls-failed'],
      ['intercepted', 'java-not-trusting', 'clock-off'],
      ['intercepted', 'java-not-trusting'],
      ['port-closed'],
      ['name-not-found'],
    ])
    expect(hosts.map(({ good: through }) => through)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ])
    expect(hosts[3]?.findings[0]?.says).toContain('(Zscaler)')
    expect(evidenceOf).toBe('server-check')
    const listed = await cliHere(data, 'step', 'attachments', 'C')
    expect(listed.out).toContain('result.json')

    // another setup's, a cut-off one and an older one prove nothing
    const refused = async (change: (one: typeof result) => string) => {
      writeFileSync(file('bad.json'), change(result))
      return (await cliHere(data, 'preflight', 'take', 'C', file('bad.json'))).code
    }
    expect(await refused((one) => JSON.stringify({ ...one, setup: one.planId }))).toBe(2)
    expect(await refused((one) => JSON.stringify(one).slice(0, 500))).toBe(2)
    expect(await refused((one) => JSON.stringify({ ...one, finishedAt: '2020-01-01T00:00:00.000Z' }))).toBe(2)
    expect(await refused((one) => JSON.stringify({ ...one, surprise: 1 }))).toBe(2)
  })

  it('gets its script with the pack of whoever looks after the product, and of nobody else', async () => {
    const data = file('pack-data')
    await cliHere(data, 'setup', 'create', '--recipe', 'eap', '--name', 'P', '--practice', '--mailboxes', '1')
    const pack = await cliHere(data, 'handoff', 'P', '--out', file('pack'))
    expect(pack.code, pack.err).toBe(0)
    const inPack = (name: string) => readFileSync(file(`pack/${name}`), 'utf8')
    const plan: unknown = JSON.parse(inPack('product-consultant/preflight/preflight.json'))
    expect(PreflightPlanSchema.parse(plan).targets.map(({ speaks }) => speaks)).toEqual(['https', 'smtp'])
    const own = readFileSync(path.join(scripts, 'Test-ProductServer.ps1'), 'utf8')
    expect(inPack('product-consultant/preflight/Test-ProductServer.ps1')).toBe(own)
    expect(() => inPack('entra-admin/preflight/preflight.json')).toThrow(/ENOENT/)
  })
})
