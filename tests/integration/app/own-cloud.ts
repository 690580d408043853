/** Sendproof beside a mail server that is none of Microsoft's: sign-in at the practice tenant, mail by a custom cloud file. */
import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Agent, fetch } from 'undici'
import { servePractice } from '../../../src/main/adapters/practice/serve-practice.ts'
import { YamlRecipeSource } from '../../../src/main/adapters/system/yaml-recipe-source.ts'
import type { Dovecot } from '../../fakes/dovecot.ts'
import { MemoryLog } from '../../fakes/memory-log.ts'
import { plainly } from '../../fakes/plainly.ts'
import { cliHere } from './cli-here.ts'
import { Desk } from './cli.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const browser = path.join(root, 'tests/fakes/answer-sign-in.ts')

interface Keys {
  readonly keys: readonly (JsonWebKey & { readonly kid: string })[]
}
interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}
export interface MailServer {
  readonly smtp: { readonly host: string; readonly port: number }
  /** the authority of its certificate */
  readonly caFile: string
}

/** A data folder, a cloud file, and senders; every command is Sendproof's own. */
export class OwnCloud {
  readonly #scratch = mkdtempSync(path.join(os.tmpdir(), 'sendproof-own-cloud-'))
  readonly #desk = new Desk()
  readonly #practice: Practice
  readonly senders: readonly string[]

  private constructor(practice: Practice) {
    this.#practice = practice
    this.senders = practice.endpoints.mailboxes.map(({ address }) => address)
    const opener = path.join(this.#scratch, 'xdg-open')
    writeFileSync(opener, `#!/bin/sh\nexec "${process.execPath}" "${browser}" "$1"\n`)
    chmodSync(opener, 0o755)
  }

  /** @param mailboxes how many people the tenant has */
  static async open(mailboxes: number): Promise<OwnCloud> {
    const recipes = new YamlRecipeSource({
      assetsFolder: path.join(root, 'assets'),
      userFolder: path.join(root, 'none'),
      log: new MemoryLog(),
    })
    const served = await servePractice(
      recipes.recipes().filter(({ id }) => id === 'eap'),
      { mailboxes, seed: 1, latencyMs: 0, faults: [], prepared: true },
    )
    if (!served.ok) throw new Error(plainly(served.error).what)
    return new OwnCloud(served.value)
  }

  get endpoints(): Practice['endpoints'] {
    return this.#practice.endpoints
  }

  /** Dovecot takes the tokens of this tenant from now on. */
  async isTrustedBy(dovecot: Dovecot): Promise<void> {
    const { endpoints } = this
    const dispatcher = new Agent({ connect: { ca: readFileSync(endpoints.caFile, 'utf8') } })
    try {
      const place = `${new URL(endpoints.authority).origin}/${endpoints.tenantId}/discovery/v2.0/keys`
      const { keys } = (await (await fetch(place, { dispatcher })).json()) as Keys
      for (const key of keys)
        await dovecot.trust(
          key.kid,
          createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString(),
        )
    } finally {
      await dispatcher.close()
    }
  }

  /** A setup of EAP that sends through this server; what `setup create` ended with. */
  async createSetup(name: string, server: MailServer): Promise<Ended> {
    const { authority, graph, caFile, tenantName, registrations } = this.endpoints
    const bothCas = path.join(this.#scratch, `${name}.pem`)
    const cloudFile = path.join(this.#scratch, `${name}.json`)
    writeFileSync(bothCas, `${readFileSync(caFile, 'utf8')}\n${readFileSync(server.caFile, 'utf8')}`)
    writeFileSync(
      cloudFile,
      JSON.stringify({ name: 'Our own', authority, graph, smtp: server.smtp, caFile: bothCas }),
    )
    return this.run(
      ...['setup', 'create', '--recipe', 'eap', '--name', name, '--cloud', cloudFile],
      ...['--tenant', tenantName, '--client-id', registrations[0]?.clientId ?? ''],
      ...['--answer', 'hostname=eap.contoso.example'],
    )
  }

  /** Imports the list and signs everybody in at the browser. @param csv with its heading */
  async signInAll(name: string, csv: string): Promise<Ended[]> {
    const list = path.join(this.#scratch, `${name}.csv`)
    writeFileSync(list, csv)
    return [
      await this.run('mailbox', 'import', name, '--csv', list),
      await this.#runApart('mailbox', 'authorise', name, '--all'),
    ]
  }

  /** In this process: a program more to start is what costs most. */
  run(...words: string[]): Promise<Ended> {
    return cliHere(this.#desk.folder, ...words, '--json')
  }

  /** As a program of its own, which finds the browser on a path of its own. */
  #runApart(...words: string[]): Promise<Ended> {
    const { password, caFile } = this.endpoints
    return this.#desk.start([...words, '--json'], {
      PATH: `${this.#scratch}:${process.env['PATH'] ?? ''}`,
      SIGN_IN_PASSWORD: password,
      SIGN_IN_CA: caFile,
    }).ended
  }

  async close(): Promise<void> {
    this.#desk.close()
    await this.#practice.close()
    rmSync(this.#scratch, { recursive: true, force: true })
  }
}

type Practice = Extract<Awaited<ReturnType<typeof servePractice>>, { ok: true }>['value']
