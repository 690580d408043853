/** An administrator whose mail server is none of Microsoft's verifies through a cloud file: Dovecot takes the message. */
import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Agent, fetch } from 'undici'
import { describe, expect, onTestFinished, test } from 'vitest'
import { servePractice } from '../../../src/main/adapters/practice/serve-practice.ts'
import { YamlRecipeSource } from '../../../src/main/adapters/system/yaml-recipe-source.ts'
import { Dovecot } from '../../fakes/dovecot.ts'
import { MemoryLog } from '../../fakes/memory-log.ts'
import { Desk } from './cli.ts'
import { plainly } from '../../fakes/plainly.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const browser = path.join(root, 'tests/fakes/answer-sign-in.ts')

interface Keys {
  readonly keys: readonly (JsonWebKey & { readonly kid: string })[]
}

// Dovecot and xdg-open are Unix programs; tools/prepare.ts brings the first, the test plays the second.
describe.runIf(process.platform === 'linux')('a mail server of one’s own', () => {
  test('takes the message of a mailbox that signed in at the browser, and nobody calls it proven before it was seen', async () => {
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'sendproof-own-cloud-'))
    onTestFinished(() => rmSync(scratch, { recursive: true, force: true }))
    const desk = new Desk()
    onTestFinished(() => desk.close())
    const dovecot = await Dovecot.start()
    onTestFinished(() => dovecot.stop())
    const recipes = new YamlRecipeSource({
      assetsFolder: path.join(root, 'assets'),
      userFolder: path.join(scratch, 'none'),
      log: new MemoryLog(),
    })
    const served = await servePractice(
      recipes.recipes().filter(({ id }) => id === 'eap'),
      { mailboxes: 1, seed: 1, latencyMs: 0, faults: [], prepared: true },
    )
    if (!served.ok) throw new Error(plainly(served.error).what)
    onTestFinished(() => served.value.close())
    const { endpoints } = served.value
    const [mailbox] = endpoints.mailboxes
    const [registration] = endpoints.registrations

    const ca = readFileSync(endpoints.caFile, 'utf8')
    const dispatcher = new Agent({ connect: { ca } })
    onTestFinished(() => dispatcher.close())
    const place = `${new URL(endpoints.authority).origin}/${endpoints.tenantId}/discovery/v2.0/keys`
    const { keys } = (await (await fetch(place, { dispatcher })).json()) as Keys
    for (const key of keys)
      await dovecot.trust(
        key.kid,
        createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString(),
      )

    const bothCas = path.join(scratch, 'ca.pem')
    const cloudFile = path.join(scratch, 'cloud.json')
    writeFileSync(bothCas, `${ca}\n${readFileSync(dovecot.cloud.caFile ?? '', 'utf8')}`)
    const { authority, graph } = endpoints
    writeFileSync(
      cloudFile,
      JSON.stringify({ name: 'Our own', authority, graph, smtp: dovecot.cloud.smtp, caFile: bothCas }),
    )
    const opener = path.join(scratch, 'xdg-open')
    writeFileSync(opener, `#!/bin/sh\nexec "${process.execPath}" "${browser}" "$1"\n`)
    chmodSync(opener, 0o755)
    const env = {
      PATH: `${scratch}:${process.env['PATH'] ?? ''}`,
      SIGN_IN_PASSWORD: endpoints.password,
      SIGN_IN_CA: endpoints.caFile,
    }
    const run = async (...words: string[]) => desk.start([...words, '--json'], env).ended

    const created = await run(
      ...['setup', 'create', '--recipe', 'eap', '--name', 'Own', '--cloud', cloudFile],
      ...['--tenant', endpoints.tenantName, '--client-id', registration?.clientId ?? ''],
      ...['--answer', 'hostname=eap.contoso.example'],
    )
    expect(created).toMatchObject({ code: 0 })
    // given as a domain, as most people know it: the product and every sign-in get the id
    expect(JSON.parse(created.out)).toMatchObject({
      tenantId: endpoints.tenantId,
      tenantName: endpoints.tenantName,
    })
    const list = path.join(scratch, 'senders.csv')
    writeFileSync(list, `address\n${mailbox?.address ?? ''}\n`)
    expect(await run('mailbox', 'import', 'Own', '--csv', list)).toMatchObject({ code: 0 })
    expect(await run('mailbox', 'authorise', 'Own', '--all')).toMatchObject({ code: 0 })

    const verified = await run('verify', 'Own', '--to', 'somebody@fabrikam.example')
    const { probes } = JSON.parse(verified.out) as { probes: { outcome: string; receipt: string }[] }
    expect(probes).toMatchObject([{ from: mailbox?.address, outcome: 'accepted', receipt: 'waiting' }])
    // Accepted is not proven: nobody here can look into the recipient's mailbox.
    expect(verified.code).toBe(1)
    expect(dovecot.relayed).toMatchObject([{ from: mailbox?.address, to: ['somebody@fabrikam.example'] }])
    expect(dovecot.relayed[0]?.raw).toMatch(/Subject: .*\[Sendproof [A-Z0-9]{6}\]/)
  })
})
