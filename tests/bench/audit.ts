/**
 * `npm run bench -- audit [APPLICATIONS] [SERVICE PRINCIPALS]`: what reading a tenant costs, and whether a tool that nobody here wrote
 * sees what `apply` made and makes what `audit` sees. Ends with 1 when the two do not agree.
 */
import path from 'node:path'
import { compose } from '../../src/cli/frame/compose.ts'
import { createApp } from '../../src/main/wiring/app.ts'
import { HttpGraphDirectory } from '../../src/main/adapters/entra/graph-directory.ts'
import { createUndiciFetch } from '../../src/main/adapters/system/undici-fetch.ts'
import type { HttpFetch } from '../../src/main/services/surroundings/surroundings.port.ts'
import { startPracticeTenant, type PracticeTenant } from '../../src/practice/index.ts'
import { Desk } from '../integration/app/cli.ts'
import { installCli, judgeIn } from './m365.ts'
import { machineLine, timed } from './measure.ts'

const [applications = 3_000, servicePrincipals = 10_000] = process.argv.slice(2).map(Number)
const latencyMs = 50
const perPage = 999

interface Application {
  readonly appId: string
  readonly signInAudience: string
  readonly web: { readonly redirectUris: readonly string[] }
  readonly publicClient: { readonly redirectUris: readonly string[] }
  readonly keyCredentials: readonly unknown[]
}
interface Audit {
  readonly clean: boolean
  readonly checks: readonly { readonly id: string; readonly state: string; readonly severity: string }[]
}

const disagreements: string[] = []
function compare(what: string, seen: unknown, wanted: unknown): void {
  const same = JSON.stringify(seen) === JSON.stringify(wanted)
  console.log(`  ${same ? 'agrees ' : 'DIFFERS'}  ${what}: ${JSON.stringify(seen)}`)
  if (!same) disagreements.push(`${what} should be ${JSON.stringify(wanted)}`)
}

const assetsFolder = path.resolve(import.meta.dirname, '../../assets')
/** A setup by the name of its recipe, in an empty practice tenant that this process keeps open. */
async function setUp(recipe: string): Promise<{ desk: Desk; id: string; tenant: PracticeTenant }> {
  const desk = new Desk()
  const words = ['setup', 'create', '--recipe', recipe, '--name', recipe, '--practice', '--mailboxes', '2']
  const { id } = await desk.json<{ id: string }>(...words)
  const stateDir = path.join(desk.folder, 'practice', id)
  return {
    desk,
    id,
    tenant: await startPracticeTenant({ mailboxes: 2, prepared: false, latencyMs, stateDir }),
  }
}

/** An audit as the command does it, in this process. */
async function counted(dataFolder: string, id: string) {
  const quiet = () => undefined
  const composed = await compose({
    dataFolder,
    assetsFolder,
    version: '0.0.0',
    io: {
      out: quiet,
      outParts: async () => undefined,
      err: quiet,
      read: async () => '',
      interrupted: new AbortController().signal,
    },
  })
  if (!composed.ok) throw new Error(JSON.stringify(composed.error))
  const calls: string[] = []
  const network = createUndiciFetch()
  const fetch: HttpFetch = (url, ...rest) => {
    calls.push(url)
    return network(url, ...rest)
  }
  const { ports } = composed.value
  const app = createApp({ ...ports, directory: new HttpGraphDirectory({ fetch, clock: ports.clock }) })
  const wish = {
    clientId: null,
    commandLineTools: false,
    account: null,
    browser: false,
    showCode: null,
    signal: new AbortController().signal,
  }
  const read = async () => {
    const audited = await app.audits.audit(id, wish)
    if (!audited.ok) throw new Error(JSON.stringify(audited.error))
  }
  // The first one signs in and warms up.
  await read()
  calls.length = 0
  const ms = await timed(read)
  await composed.value.close()
  // Each thing that is read is an address of its own; a list of more rows than fit on a page has another page for them.
  const things = new Set(calls.map((url) => new URL(url).pathname)).size
  return { ms, calls: calls.length, things }
}

console.log(machineLine())
console.log(`${applications} applications, ${servicePrincipals} service principals, ${latencyMs} ms a call`)
const installed = installCli()
if (!installed) console.log('CLI for Microsoft 365 cannot be installed here (npm): measured without it.')

/** What a registration of each product is, by its manual. */
const products = {
  eap: {
    web: ['https://eap.contoso.example/wm/externalAuth/redirect.html'],
    permissions: ['Mail.Read', 'SMTP.Send', 'User.Read', 'offline_access'],
    publicClient: ['http://localhost'],
  },
  'finpower-connect': {
    web: [],
    permissions: ['Mail.ReadWrite', 'Mail.Send', 'MailboxFolder.ReadWrite.All'],
    publicClient: [],
  },
} as const
const graph = (permission: string) => `https://graph.microsoft.com/${permission}`

for (const [recipe, wanted] of Object.entries(products)) {
  const { desk, id, tenant } = await setUp(recipe)
  try {
    await tenant.admin.fillDirectory(applications, servicePrincipals)
    console.log(`\n${recipe}`)
    await desk.json('apply', recipe, '--yes')
    const { calls, things, ms } = await counted(desk.folder, id)
    console.log(
      `  audit: ${calls} calls for ${things} things, ratio ${(calls / things).toFixed(2)}, ${ms.toFixed(0)} ms`,
    )
    if (!installed) continue
    const judge = await judgeIn(tenant)
    const { clientId } = await desk.json<{ clientId: string }>('setup', 'status', recipe)
    console.log('  What apply made, as CLI for Microsoft 365 reads it')
    const made = await judge.run<Application>('entra', 'app', 'get', '--appId', clientId)
    compare('web redirect URIs', made.web.redirectUris, wanted.web)
    compare(
      'redirect URIs of mobile and desktop applications',
      made.publicClient.redirectUris,
      wanted.publicClient,
    )
    compare('audience', made.signInAudience, 'AzureADMyOrg')
    const asked = ['entra', 'app', 'permission', 'list', '--appId', clientId]
    const permissions = await judge.run<readonly { permission: string }[]>(...asked)
    compare('permissions', permissions.map(({ permission }) => permission).sort(), wanted.permissions)

    const pages = Math.ceil(applications / perPage)
    const listed = await timed(() => judge.run('entra', 'app', 'list'))
    console.log(
      `  It lists all applications in ${listed.toFixed(0)} ms: ${Math.ceil(applications / 100)} pages of 100, where ${pages} of ${perPage} would do.`,
    )
    judge.close()
  } finally {
    await tenant.close()
    desk.close()
  }
}
if (installed) {
  const { desk, tenant } = await setUp('eap')
  try {
    console.log(
      '\nA registration that CLI for Microsoft 365 made, with Mail.ReadWrite instead of Mail.Read and no redirect URI of the server',
    )
    const judge = await judgeIn(tenant)
    const asked = ['SMTP.Send', 'User.Read', 'offline_access', 'Mail.ReadWrite'].map(graph).join(',')
    const { appId } = await judge.run<{ appId: string }>(
      ...['entra', 'app', 'add', '--name', 'Made elsewhere', '--platform', 'publicClient'],
      ...['--redirectUris', 'http://localhost', '--apisDelegated', asked, '--grantAdminConsent'],
    )
    const planned = await desk.json<{ changes: { kind: string }[] }>('plan', 'eap', '--use', appId)
    compare('what would change', planned.changes.map(({ kind }) => kind).sort(), [
      'add-owner',
      'add-secret',
      'set-grant',
      'set-implicit',
      'set-notes',
      'set-permissions',
      'set-redirects',
    ])
    await desk.json('apply', 'eap', '--use', appId, '--yes')
    compare('clean after apply', (await desk.json<Audit>('audit', 'eap')).clean, true)
    const read = await judge.run<Application>('entra', 'app', 'get', '--appId', appId)
    compare('its web redirect URIs now', read.web.redirectUris, products.eap.web)
    judge.close()
  } finally {
    await tenant.close()
    desk.close()
  }
}
for (const text of disagreements) console.log(text)
process.exitCode = disagreements.length === 0 ? 0 : 1
