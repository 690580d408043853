/**
 * The robot user: signs in and consents by sending the pages' own forms. Practice only: it goes on only where
 * the page says it is a practice tenant, and hands the answer to a loopback redirect only.
 */
import { readFile } from 'node:fs/promises'
import { Agent, fetch } from 'undici'
import { practiceMarker } from './page-shell.ts'

export interface RobotError {
  code: string
  text: string
}
export interface RobotPerson {
  account: string
  password: string
  decline?: boolean
  /** the code a device shows, for the page that asks for it */
  userCode?: string
}
/** One exchange over HTTP; redirects are not followed. */
export type Send = (
  url: URL,
  init: { method: 'GET' | 'POST'; headers: Record<string, string>; body?: string },
) => Promise<{ status: number; location: string | null; cookies: string[]; text: string }>
export type Walked =
  /** what goes to the client's redirect */
  | { ok: true; target: URL; method: 'GET' | 'POST'; fields: URLSearchParams }
  | { ok: false; error: RobotError }

interface Form {
  step: string
  action: string
  account: string | undefined
  fields: URLSearchParams
}

const loopback = new Set(['localhost', '127.0.0.1'])
const refuse = (code: string, text: string): { ok: false; error: RobotError } => ({
  ok: false,
  error: { code, text },
})

/** Opens an authorise address and answers it; resolves when the client's loopback redirect has its answer. */
export async function answerSignIn(
  url: string,
  o: RobotPerson & { caFile: string; signal?: AbortSignal; cookies?: Map<string, string> },
): Promise<{ ok: true } | { ok: false; error: RobotError }> {
  const agent = new Agent({ connect: { ca: await readFile(o.caFile, 'utf8') } })
  const limit = AbortSignal.timeout(60_000)
  const signal = o.signal === undefined ? limit : AbortSignal.any([o.signal, limit])
  const send: Send = async (target, init) => {
    const response = await fetch(target, { ...init, redirect: 'manual', dispatcher: agent, signal })
    return {
      status: response.status,
      location: response.headers.get('location'),
      cookies: response.headers.getSetCookie(),
      text: await response.text(),
    }
  }
  try {
    if (!URL.canParse(url)) return refuse('robot-refused', 'The robot was given no address.')
    const walked = await walkSignIn(send, new URL(url), o, o.cookies ?? new Map<string, string>())
    if (!walked.ok) return walked
    if (walked.target.origin === new URL(url).origin) return { ok: true }
    const delivered = await deliver(walked, signal)
    if (!delivered.ok) return delivered
    return fieldsError(walked.fields) ?? { ok: true }
  } catch (error) {
    return refuse(
      signal.aborted ? 'robot-stopped' : 'robot-network',
      error instanceof Error ? error.message : String(error),
    )
  } finally {
    await agent.close()
  }
}

/** From the authorise address to the fields for the redirect. */
export async function walkSignIn(
  send: Send,
  start: URL,
  person: RobotPerson,
  cookies: Map<string, string>,
): Promise<Walked> {
  if (start.protocol !== 'https:' || !loopback.has(start.hostname))
    return refuse('robot-refused', 'The robot signs in at a practice tenant on this machine only.')
  let url = start
  let body: URLSearchParams | undefined
  for (let hop = 0; hop < 12; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await send(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(body === undefined ? {} : { body: body.toString() }),
    })
    for (const line of reply.cookies) {
      const match = /^([^=;]+)=([^;]*)/.exec(line)
      if (match !== null) cookies.set(match[1] ?? '', match[2] ?? '')
    }
    if (reply.status >= 300 && reply.status < 400) {
      const target = new URL(reply.location ?? '', url)
      if (target.origin !== start.origin) return { ok: true, target, method: 'GET', fields: answerIn(target) }
      url = target
      body = undefined
      continue
    }
    if (metaOf(reply.text, practiceMarker) !== '1')
      return refuse('robot-refused', `${url.origin} does not say that it is a practice tenant.`)
    const code = metaOf(reply.text, 'practice-error')
    if (code !== undefined) return refuse(code, metaOf(reply.text, 'practice-error-text') ?? '')

    // a page that goes back to nobody: the device that waits hears of it by itself
    if (reply.text.includes('data-step="end"'))
      return { ok: true, target: url, method: 'GET', fields: new URLSearchParams() }
    const forms = formsOf(reply.text)
    const back = forms.find((form) => form.step === 'return')
    if (back !== undefined)
      return { ok: true, target: new URL(back.action), method: 'POST', fields: back.fields }
    const form = nextForm(forms, person)
    if (form === undefined) return refuse('robot-lost', 'The robot does not know this page.')
    url = new URL(form.action, url)
    if (url.origin !== start.origin)
      return refuse('robot-refused', 'A form leads away from the practice tenant.')
    body = form.fields
  }
  return refuse('robot-lost', 'The sign-in goes round in circles.')
}

/** An answer in the fragment never reaches a server: what it says is read here, as a script on the page would. */
function answerIn(target: URL): URLSearchParams {
  return new URLSearchParams(target.hash.length > 1 ? target.hash.slice(1) : target.search)
}

function nextForm(forms: Form[], person: RobotPerson): Form | undefined {
  const of = (step: string) => forms.find((form) => form.step === step)
  const password = of('password')
  if (password !== undefined) {
    if (password.account !== person.account.toLowerCase()) return of('switch')
    password.fields.set('password', person.password)
    return password
  }
  const device = of('device')
  device?.fields.set('otc', person.userCode ?? '')
  if (device !== undefined) return device
  const account = of('account')
  account?.fields.set('account', person.account)
  const consent = of('consent')
  consent?.fields.set('answer', person.decline === true ? 'cancel' : 'accept')
  return account ?? consent
}

/** The error in an answer for the redirect: 'AADSTS65004: …' → its code and text. */
export function fieldsError(fields: URLSearchParams): { ok: false; error: RobotError } | undefined {
  const error = fields.get('error')
  if (error === null) return undefined
  const description = fields.get('error_description') ?? ''
  return refuse(/^AADSTS\d+/.exec(description)?.[0] ?? error, description)
}

async function deliver(
  walked: Extract<Walked, { ok: true }>,
  signal: AbortSignal,
): Promise<{ ok: true } | { ok: false; error: RobotError }> {
  const target = new URL(walked.target)
  if (target.protocol !== 'http:' || !loopback.has(target.hostname))
    return refuse(
      'robot-refused',
      `The redirect ${target.origin} is not on this machine; the robot keeps the answer.`,
    )
  target.hostname = '127.0.0.1' // listeners of desktop clients are on IPv4 only
  const response = await fetch(target, {
    method: walked.method,
    redirect: 'manual',
    signal,
    ...(walked.method === 'GET'
      ? {}
      : { body: walked.fields.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  })
  await response.text()
  if (response.status < 400) return { ok: true }
  return refuse('redirect-refused', `The application answered HTTP ${response.status}.`)
}

// The pages are this project's own, with attributes in double quotes: no more of HTML needs to be understood.

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescapeHtml(value)
}

function metaOf(page: string, name: string): string | undefined {
  const tag = (page.match(/<meta\s[^>]*>/g) ?? []).find((one) => attribute(one, 'name') === name)
  return tag === undefined ? undefined : attribute(tag, 'content')
}

function formsOf(page: string): Form[] {
  return [...page.matchAll(/<form\s([^>]*)>([\s\S]*?)<\/form>/g)].map(([whole, , inside = '']) => {
    const open = whole.slice(0, whole.indexOf('>') + 1)
    const fields = new URLSearchParams()
    for (const tag of inside.match(/<input\s[^>]*>/g) ?? [])
      if (attribute(tag, 'type') === 'hidden')
        fields.append(attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? '')
    return {
      step: attribute(open, 'data-step') ?? '',
      action: attribute(open, 'action') ?? '',
      account: attribute(open, 'data-account'),
      fields,
    }
  })
}

function unescapeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => {
    const plain: Record<string, string> = {
      '&amp;': '&',
      '&lt;': '<',
      '&gt;': '>',
      '&quot;': '"',
      '&#39;': "'",
    }
    return plain[entity] ?? entity
  })
}
