/** CLI for Microsoft 365, which nobody here wrote, as an administrator's tool against a practice tenant. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { PracticeTenant } from '../../src/practice/index.ts'

const version = '11.11.0'
const home = path.resolve(import.meta.dirname, '../../out/bench/m365')
const entry = path.join(home, 'node_modules/@pnp/cli-microsoft365/dist/index.js')

/** Four hundred megabytes, so it comes when the bench is run and not with the project. False: it cannot be had here. */
export function installCli(): boolean {
  const done = path.join(home, `installed-${version}`)
  if (existsSync(done)) return true
  mkdirSync(home, { recursive: true })
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ private: true }))
  const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact']
  const { status } = spawnSync('npm', [...words, `@pnp/cli-microsoft365@${version}`], {
    cwd: home,
    stdio: 'ignore',
  })
  if (status === 0) writeFileSync(done, '')
  return status === 0
}

const everyRight = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.Read.All',
] as const

export interface Judge {
  /** The command must end with 0; what it wrote as JSON. Each starts the program anew, as an administrator does. */
  run<T>(...words: readonly string[]): Promise<T>
  close(): void
}

/** Signed in to the tenant as an application of its own, by client secret. */
export async function judgeIn({ admin, endpoints }: PracticeTenant): Promise<Judge> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'sendproof-m365-'))
  mkdirSync(path.join(scratch, 'configstore'))
  writeFileSync(
    path.join(scratch, 'configstore/cli-m365-config.json'),
    JSON.stringify({ disableTelemetry: true, prompt: false, autoOpenLinksInBrowser: false }),
  )
  const { clientId } = await admin.registerApplication({
    recipe: 'judge',
    displayName: 'CLI for Microsoft 365',
    redirects: [],
    permissions: everyRight.map((value) => ({ resource: 'graph', value, kind: 'application' })),
  })
  await admin.grantAdminConsent(clientId)
  const secret = await admin.addSecret(clientId, { months: 1 })
  const env = {
    PATH: process.env['PATH'],
    HOME: scratch,
    XDG_CONFIG_HOME: scratch,
    NODE_EXTRA_CA_CERTS: endpoints.caFile,
    NO_UPDATE_NOTIFIER: '1',
    PRACTICE_HOSTS: JSON.stringify({
      'login.microsoftonline.com': new URL(endpoints.authority).origin,
      'graph.microsoft.com': endpoints.graph.replace(/\/v1\.0$/, ''),
    }),
  }
  const preload = path.join(import.meta.dirname, 'm365-preload.ts')
  const said = (words: readonly string[]) =>
    new Promise<string>((resolve, reject) => {
      const all = ['--import', preload, entry, ...words, '--output', 'json']
      const child = spawn(process.execPath, all, { env, stdio: ['ignore', 'pipe', 'pipe'] })
      const parts = { out: '', err: '' }
      child.stdout.setEncoding('utf8').on('data', (text: string) => (parts.out += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (parts.err += text))
      child.once('close', (code) =>
        code === 0
          ? resolve(parts.out)
          : reject(new Error(`m365 ${words.slice(0, 3).join(' ')}: ${parts.err}${parts.out}`)),
      )
    })
  const tenant = ['--tenant', endpoints.tenantId]
  await said(['login', '--authType', 'secret', '--appId', clientId, ...tenant, '--secret', secret.value])
  return {
    run: async <T>(...words: readonly string[]) => JSON.parse(await said(words)) as T,
    close: () => rmSync(scratch, { recursive: true, force: true }),
  }
}
