/** Starts a practice tenant, or joins the one that another process serves from the same folder. */
import { createServer as createHttpsServer } from 'node:https'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import { createAdministrator } from './admin/administrator.ts'
import { endpointsOf } from './admin/endpoints.ts'
import { answersHealth, createAdminClient } from './admin/client.ts'
import { type PracticeAdmin, PracticeError, registrationRequest } from './contract/calls.ts'
import { adminRoutes } from './admin/routes.ts'
import { grantAdminConsent } from './directory/consent.ts'
import { withDirectory } from './directory/principals.ts'
import { register } from './directory/registrations.ts'
import { entraRoutes } from './entra/routes.ts'
import { exchangeAdminRoutes } from './exchange-admin/routes.ts'
import { TokenSigner } from './entra/signing.ts'
import { type Delay, Replicas } from './tenant/replicas.ts'
import { MessageStore } from './tenant/messages.ts'
import { grantRight } from './exchange/rights.ts'
import { ewsRoutes } from './ews/routes.ts'
import { FaultBoard, parseFault } from './tenant/faults.ts'
import { plainPath } from './graph/keys.ts'
import { graphRoutes } from './graph/routes.ts'
import { userInfoRoutes } from './graph/user-info.ts'
import { ImapServer } from './imap/server.ts'
import { closeHttps, listen } from './listening.ts'
import { newState, withOutside } from './tenant/new-state.ts'
import { mostMailboxes } from './contract/exchange-calls.ts'
import type { PracticeOptions, PracticeTenant } from './contract/options.ts'
import type { Send } from './entra/robot.ts'
import { ExchangeServer } from './smtp/server.ts'
import { onDisk } from './tenant/disk.ts'
import { readState, StateFile, type TenantState } from './tenant/state.ts'
import { latencyOf, type Tenant } from './tenant/tenant.ts'

export async function startPracticeTenant(o: PracticeOptions): Promise<PracticeTenant> {
  for (const spec of o.faults ?? []) {
    const parsed = parseFault(spec)
    if (!parsed.ok) throw new PracticeError(parsed.error.code, parsed.error.text)
  }
  if (!Number.isInteger(o.mailboxes) || o.mailboxes < 1 || o.mailboxes > mostMailboxes)
    throw new PracticeError('bad-input', `A practice tenant has between 1 and ${mostMailboxes} mailboxes.`)
  if (o.stateDir === undefined) return serveNew(o, undefined)

  // a second process may be just starting or just leaving: look again for a moment
  for (let attempt = 0; ; attempt += 1) {
    const state = await readState(o.stateDir)
    const started =
      state === undefined
        ? await serveNew(o, o.stateDir)
        : ((await join(state, o)) ?? (await serveKept(state, o, o.stateDir)))
    if (started !== 'again') return started
    if (attempt === 20)
      throw new PracticeError(
        'port-taken',
        `Another program uses port ${state?.ports.https ?? ''} or ${state?.ports.smtp ?? ''} of this practice tenant: end it and try again.`,
      )
    await delay(100)
  }
}

async function join(state: TenantState, o: PracticeOptions): Promise<PracticeTenant | undefined> {
  const ca = state.certificates.ca.certificate
  const { https: port } = state.ports
  if (!(await answersHealth({ port, ca, tenantId: state.tenantId }))) return undefined
  const client = createAdminClient({ port, ca, key: state.adminKey })
  const first = await client.admin.endpoints().catch(() => undefined)
  if (first === undefined) return undefined // it left at this very moment
  let endpoints = first
  const refreshing = async <T>(result: T): Promise<T> => {
    endpoints = await client.admin.endpoints()
    return result
  }
  const admin: PracticeAdmin = {
    ...client.admin,
    registerApplication: async (request) => refreshing(await client.admin.registerApplication(request)),
    updateApplication: async (clientId, change) =>
      refreshing(await client.admin.updateApplication(clientId, change)),
  }
  for (const spec of o.faults ?? []) await admin.setFault(spec, true)
  return {
    get endpoints() {
      return endpoints
    },
    admin,
    close: () => client.close(),
  }
}

async function serveNew(o: PracticeOptions, dir: undefined): Promise<PracticeTenant>
async function serveNew(o: PracticeOptions, dir: string): Promise<PracticeTenant | 'again'>
async function serveNew(o: PracticeOptions, dir: string | undefined): Promise<PracticeTenant | 'again'> {
  const state = withDirectory(newState(o), (o.clock ?? Date.now)())
  if (dir !== undefined) return serve(state, o, { dir, folder: dir })
  const folder = await onDisk(tmpdir(), () => mkdtemp(path.join(tmpdir(), 'practice-')))
  const served = await serve(state, o, { dir, folder })
  if (served === 'again') throw new PracticeError('port-taken', 'No free port was found on 127.0.0.1.')
  return served
}

function serveKept(state: TenantState, o: PracticeOptions, dir: string): Promise<PracticeTenant | 'again'> {
  const whole = withDirectory(withOutside(state), (o.clock ?? Date.now)())
  return serve(whole, o, { dir, folder: dir })
}

interface Where {
  readonly dir: string | undefined
  readonly folder: string
}

/** A tenant that did not come up leaves no port open: one would keep the process alive for good. */
async function serve(
  state: TenantState,
  o: PracticeOptions,
  where: Where,
): Promise<PracticeTenant | 'again'> {
  const opened: (() => Promise<void>)[] = []
  const undo = async () => {
    await Promise.all(opened.map((stop) => stop()))
    if (where.dir === undefined) await rm(where.folder, { recursive: true, force: true })
  }
  try {
    const started = await bringUp(state, o, where, opened)
    if (started === 'again') await undo()
    return started
  } catch (error) {
    await undo()
    throw error
  }
}

async function bringUp(
  state: TenantState,
  o: PracticeOptions,
  where: Where,
  opened: (() => Promise<void>)[],
): Promise<PracticeTenant | 'again'> {
  const isNew = state.ports.https === 0
  const caFile = path.join(where.folder, 'ca.pem')
  await onDisk(where.folder, () => mkdir(where.folder, { recursive: true, mode: 0o700 }))

  const https = createHttpsServer({
    key: state.certificates.server.privateKey,
    cert: state.certificates.server.certificate,
    minVersion: 'TLSv1.2',
  })
  const httpsPort = await listen(https, state.ports.https, where.dir !== undefined)
  if (httpsPort === undefined) return 'again'
  opened.push(() => closeHttps(https))

  const tenant: Tenant = {
    state,
    file: new StateFile(where.dir, state, isNew),
    faults: new FaultBoard(state.faults, {
      first: state.users.find((user) => user.sender)?.address ?? state.recipient,
      shared: state.users.find((user) => user.kind === 'shared')?.address,
      resolve: (address) => {
        const full = address.includes('@') ? address : `${address}@${state.tenantName}`
        return state.users.find((user) => user.address === full)?.address
      },
    }),
    messages: await MessageStore.open(where.dir),
    limits: { connections: 3, messages: 30, windowMs: 60_000, graphRequests: 4, ...o.limits },
    lifetimes: {
      accessTokenSeconds: 3600,
      codeSeconds: 600,
      refreshTokenSeconds: 90 * 86_400,
      ...o.lifetimes,
    },
    clock: o.clock ?? Date.now,
    replicas: new Replicas(() => delayOf(tenant.faults, o.replication ?? 0)),
    origin: `https://localhost:${httpsPort}`,
    caFile,
  }
  const signer = new TokenSigner(tenant)
  const smtp = new ExchangeServer(tenant, signer)
  const smtpPort = await listen(smtp.server, state.ports.smtp, where.dir !== undefined)
  if (smtpPort === undefined) return 'again'
  opened.push(() => smtp.stop())
  const imap = new ImapServer(tenant, signer)
  const imapPort = await listen(imap.server, state.ports.imap, where.dir !== undefined)
  if (imapPort === undefined) return 'again'
  opened.push(() => imap.stop())
  state.ports = { https: httpsPort, smtp: smtpPort, imap: imapPort }

  const endpoints = () => endpointsOf(tenant)
  const app = new Hono({ getPath: (request) => plainPath(getPath(request)) })
  const admin = createAdministrator(tenant, { endpoints, send: sendTo(app) })
  app.use(async (c, next) => {
    // Graph waits by itself: what waits there counts as an open request
    const wait = c.req.path.startsWith('/graph/') ? 0 : latencyOf(tenant)
    if (wait > 0) await delay(wait)
    await next()
  })
  app.route('/practice', adminRoutes(tenant, admin))
  for (const version of ['v1.0', 'beta'] as const)
    app.route(
      `/graph/${version}`,
      graphRoutes(tenant, signer, smtp.host, version, (request) => app.fetch(request, {})),
    )
  app.route('/graph/oidc', userInfoRoutes(tenant, signer))
  app.route('/EWS', ewsRoutes(tenant, signer))
  app.route('/exchange-admin', exchangeAdminRoutes(tenant))
  app.route('/', entraRoutes(tenant, signer))

  // a disk that fails is said, not printed; anything else is a bug and is printed as Hono does it
  app.onError((error, c) => {
    if (error instanceof PracticeError)
      return c.json({ error: { code: error.code, text: error.message } }, 500)
    process.stderr.write(`${error.stack ?? error.message}\n`)
    return c.text('Internal Server Error', 500)
  })
  const answer = getRequestListener(app.fetch)
  https.on('request', (request, response) => void answer(request, response))

  applyOptions(tenant, o, isNew)
  if (isNew && !(await tenant.file.create())) return 'again'
  await onDisk(where.folder, () => writeFile(caFile, state.certificates.ca.certificate))
  await tenant.file.flush()
  const close = async () => {
    await Promise.all(opened.map((stop) => stop()))
    await signer.settled()
    await tenant.messages.settled()
    await tenant.file.flush()
    if (where.dir === undefined) await rm(where.folder, { recursive: true, force: true })
  }
  return {
    get endpoints() {
      return endpoints()
    },
    admin,
    close,
  }
}

/** How far the replicas of the directory lag behind, by the option or by a fault. */
function delayOf(faults: FaultBoard, looks: number): Delay {
  const alternating = faults.on('half-replicated')
  return { looks: alternating ? 6 : faults.on('directory-lag') ? Math.max(looks, 3) : looks, alternating }
}

/** What the caller asks for on top of what is kept; `prepared` fills in what is not there yet. */
function applyOptions(tenant: Tenant, o: PracticeOptions, isNew: boolean): void {
  const { state } = tenant
  if (o.latencyMs !== undefined) state.latencyMs = o.latencyMs
  if (o.prepared) {
    for (const raw of o.registrations ?? []) {
      if (state.registrations.some((registration) => registration.recipe === raw.recipe)) continue
      grantAdminConsent(tenant, register(tenant, registrationRequest.parse(raw)))
    }
    if (isNew) {
      for (const user of state.users) if (user.sender) state.smtpAuth.mailboxes[user.address] = true
      const shared = state.users.find((user) => user.kind === 'shared')
      if (shared !== undefined && state.delegate !== undefined)
        grantRight(tenant, 'sendAs', shared.address, state.delegate)
    }
  }
  for (const spec of o.faults ?? []) {
    const set = tenant.faults.set(spec, true)
    if (!set.ok) throw new PracticeError(set.error.code, set.error.text)
  }
  state.faults = tenant.faults.list()
}

/** The robot's way to the tenant's own pages without a network. */
function sendTo(app: Hono): Send {
  return async (url, init) => {
    const response = await app.request(url.toString(), init)
    return {
      status: response.status,
      location: response.headers.get('location'),
      cookies: response.headers.getSetCookie(),
      text: await response.text(),
    }
  }
}
