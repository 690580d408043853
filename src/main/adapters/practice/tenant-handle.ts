/** What a setup may know of and do in its practice tenant. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { PracticeAction } from '../../../domain/recipe/recipe-step.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { parseDeliveryReport } from '../../../domain/run/delivery-report.ts'
import { redact } from '../../../domain/text/redact.ts'
import { answerSignIn, PracticeError, type PracticeTenant } from '../../../practice/index.ts'
import type {
  PracticeContext,
  PracticeHandle,
  PracticeMail,
  PracticeMailbox,
  PracticeOutcome,
  PracticeReturn,
} from '../../services/desk/practice-host.port.ts'
import { performAction } from './perform-action.ts'

export class TenantHandle implements PracticeHandle {
  readonly #tenant: PracticeTenant
  readonly cloud: Cloud
  readonly tenantId: string
  readonly tenantName: string
  readonly recipient: string
  readonly outside: string
  readonly calendar: string
  readonly administrator: string
  readonly mailboxes: readonly PracticeMailbox[]
  readonly exchangeAdmin: PracticeHandle['exchangeAdmin']

  constructor(tenant: PracticeTenant) {
    const { endpoints } = tenant
    this.#tenant = tenant
    this.tenantId = endpoints.tenantId
    this.tenantName = endpoints.tenantName
    this.recipient = endpoints.recipient
    this.outside = endpoints.outside
    // whoever receives the messages has a calendar and never sends
    this.calendar = endpoints.recipient
    this.administrator = endpoints.adminUser
    this.mailboxes = endpoints.mailboxes.map(({ address, kind, displayName, delegate }) => ({
      address,
      kind,
      displayName,
      signInAs: delegate ?? address,
    }))
    this.exchangeAdmin = {
      url: new URL('/exchange-admin', endpoints.admin.url).toString(),
      caFile: endpoints.caFile,
      key: endpoints.admin.key,
    }
    this.cloud = {
      name: 'Practice tenant',
      kind: 'practice',
      authority: endpoints.authority,
      graph: endpoints.graph,
      smtp: { host: endpoints.smtp.host, port: endpoints.smtp.port },
      imap: { host: endpoints.imap.host, port: endpoints.imap.port },
      ews: endpoints.ews,
      smtpResource: 'https://outlook.office.com',
      graphResource: 'https://graph.microsoft.com',
      caFile: endpoints.caFile,
    }
  }

  async clientId(recipeId: string): Promise<string | null> {
    const { registrations } = await this.#tenant.admin.endpoints()
    return registrations.find(({ recipe }) => recipe === recipeId)?.clientId ?? null
  }

  async perform(
    action: PracticeAction,
    context: PracticeContext,
  ): Promise<Result<PracticeOutcome, AppError>> {
    try {
      return await performAction(this.#tenant.admin, action, context)
    } catch (thrown) {
      if (!(thrown instanceof PracticeError)) throw thrown
      return err({
        code: thrown.code === 'disk' ? 'practice-disk-full' : 'practice-refused',
        details: thrown.message,
      })
    }
  }

  async returned(address: string): Promise<Result<readonly PracticeReturn[], AppError>> {
    try {
      const messages = await this.#tenant.admin.messages(address)
      return ok(
        messages
          .filter(({ headers }) => headers.some(({ name }) => name === 'X-MS-Exchange-Message-Is-Ndr'))
          .flatMap(({ body, receivedAt, subject }) => {
            const report = parseDeliveryReport({ text: body, deliveryStatus: null, original: null })
            return report === null ? [] : [{ ...report, receivedAt, subject }]
          }),
      )
    } catch (thrown) {
      if (!(thrown instanceof PracticeError)) throw thrown
      return err({ code: 'practice-unreachable', details: thrown.message })
    }
  }

  async arrived(address: string): Promise<Result<readonly PracticeMail[], AppError>> {
    try {
      const messages = await this.#tenant.admin.messages(address)
      return ok(
        messages.map(({ internetMessageId, subject, receivedAt, from, sender, folder }) => ({
          messageId: internetMessageId,
          subject,
          receivedAt,
          from,
          sender,
          foundIn: folder === 'junkemail' ? 'junk' : 'inbox',
        })),
      )
    } catch (thrown) {
      if (!(thrown instanceof PracticeError)) throw thrown
      return err({ code: 'practice-unreachable', details: thrown.message })
    }
  }

  async answer(url: string, account: string, signal: AbortSignal): Promise<Result<null, AppError>> {
    const { caFile, password } = this.#tenant.endpoints
    const answered = await answerSignIn(url, { caFile, account, password, signal })
    if (answered.ok) return ok(null)
    const { code, text } = answered.error
    if (code === 'robot-stopped') return err({ code: 'sign-in-cancelled-here' })
    if (code === 'robot-network') return err({ code: 'practice-unreachable', details: redact(text) })
    const aadsts = /AADSTS\d+/.exec(`${code} ${text}`)?.[0]
    if (aadsts === undefined) return err({ code: 'sign-in-robot-failed', details: redact(text) })
    const details = redact(text.includes(aadsts) ? text : `${aadsts}: ${text}`)
    return err({ code: 'sign-in-refused', aadsts, details })
  }
}
