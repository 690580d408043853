/** An administrator of the practice tenant, signed in by Microsoft's own command line client, at the practice Graph. */
import { type Agent, fetch } from 'undici'
import type { Practice } from './kit.ts'

/** Microsoft Graph Command Line Tools */
export const graphCommandLine = '14d82eec-204b-4c2f-b7e8-296a70dab67e'
export const graphApi = '00000003-0000-0000-c000-000000000000'
export const exchangeApi = '00000002-0000-0ff1-ce00-000000000000'

/** Everything the directory ever asks for. */
export const everyRight = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.Read.All',
  'Domain.Read.All',
  'Organization.Read.All',
  'Policy.Read.All',
  'Policy.Read.PermissionGrant',
  'Policy.ReadWrite.ApplicationConfiguration',
  'RoleManagement.ReadWrite.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'RoleManagement.ReadWrite.Exchange',
  'AuditLog.Read.All',
  'ExchangeMessageTrace.Read.All',
  'LicenseAssignment.Read.All',
  'User.Read',
  'User.Read.All',
]

export type Row = Record<string, unknown>
export interface Answer {
  status: number
  headers: Headers
  text: string
  body: Row & { value?: Row[]; error?: { code: string; message: string; innerError: Row } }
}
export interface Ask {
  body?: unknown
  headers?: Record<string, string>
  version?: 'v1.0' | 'beta'
}
export type Directory = (method: string, path: string, ask?: Ask) => Promise<Answer>

/** Calls to Graph with this token. */
export function directoryAs(p: Practice, token: string): Directory {
  return directoryAt(p.tenant.endpoints.graph, p.agent, token)
}

export function directoryAt(graph: string, agent: Agent, token: string): Directory {
  return async (method, path, ask = {}) => {
    const base = graph.replace(/v1\.0$/, ask.version ?? 'v1.0')
    const response = await fetch(path.startsWith('https:') ? path : `${base}${path}`, {
      method,
      dispatcher: agent,
      headers: {
        authorization: `Bearer ${token}`,
        ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...ask.headers,
      },
      ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
    })
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    return {
      status: response.status,
      headers: response.headers as unknown as Headers,
      text,
      body: (isJson ? JSON.parse(text) : {}) as Answer['body'],
    }
  }
}

/** Somebody signed in with Graph Command Line Tools for these rights; agreeing to them on the way. */
export async function tokenFor(p: Practice, account: string, rights: readonly string[] = everyRight) {
  const scope = rights.map((right) => `https://graph.microsoft.com/${right}`).join(' ')
  const answer = await p.tenant.admin.robotToken({ clientId: graphCommandLine, account, scope })
  return answer.accessToken
}

export async function signedIn(
  p: Practice,
  account = p.tenant.endpoints.adminUser,
  rights: readonly string[] = everyRight,
): Promise<Directory> {
  return directoryAs(p, await tokenFor(p, account, rights))
}

/** The one row of an answer, or what came instead. */
export function rowsIn(answer: Answer): Row[] {
  if (answer.status !== 200 || answer.body.value === undefined)
    throw new Error(`${answer.status} ${answer.text}`)
  return answer.body.value
}
export const codeOf = (answer: Answer) => `${answer.status} ${answer.body.error?.code ?? ''}`.trim()
