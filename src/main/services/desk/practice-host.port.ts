/** The built-in practice tenant of a setup: started where it is needed, the same tenant again every time. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { StepEvent } from '../../../domain/step/step-event.schema.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { MailboxKind } from '../../../domain/mailbox/mailbox.schema.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import type { PracticeAction } from '../../../domain/recipe/recipe-step.schema.ts'
import type { DeliveryReport } from '../../../domain/run/delivery-report.ts'
import type { Result } from '../../../domain/result.ts'
import type { Answers, Setup } from '../../../domain/setup/setup.schema.ts'

export interface PracticeMailbox {
  readonly address: string
  readonly kind: MailboxKind
  readonly displayName: string
  readonly signInAs: string
}

export interface PracticeHandle {
  readonly cloud: Cloud
  readonly tenantId: string
  readonly tenantName: string
  readonly recipient: string
  /** A mailbox that neither sends nor receives: what an application must not reach. */
  readonly outside: string
  /** Somebody with a calendar who sends nothing. */
  readonly calendar: string
  /** Who administers the practice tenant. */
  readonly administrator: string
  readonly mailboxes: readonly PracticeMailbox[]
  /** Where the practice module for Exchange Online PowerShell finds the tenant; the key opens nothing else. */
  readonly exchangeAdmin: { readonly url: string; readonly caFile: string; readonly key: string }
  /** Client id of the recipe's registration, once there is one. */
  clientId(recipeId: string): Promise<string | null>
  /** Does in the tenant what the step asks for. */
  perform(action: PracticeAction, context: PracticeContext): Promise<Result<PracticeOutcome, AppError>>
  /** What the person of a mailbox sees. */
  arrived(address: string): Promise<Result<readonly PracticeMail[], AppError>>
  /** What came back to it: reports that a message could not be delivered. */
  returned(address: string): Promise<Result<readonly PracticeReturn[], AppError>>
  /** The robot user answers a sign-in, as a person would in the browser. */
  answer(url: string, account: string, signal: AbortSignal): Promise<Result<null, AppError>>
}

/** A message that arrived in a practice mailbox, as its person sees it in the Inbox or in Junk Email. */
export interface PracticeMail {
  readonly messageId: string
  readonly subject: string
  readonly receivedAt: string
  readonly from: string | null
  readonly sender: string | null
  readonly foundIn: 'inbox' | 'junk'
}

export interface PracticeReturn extends DeliveryReport {
  readonly receivedAt: string
  readonly subject: string
}

export interface PracticeOutcome {
  /** What was done and read back. */
  readonly event: StepEvent
  /** What the step made for the product to prove itself with; it opens nothing outside the practice tenant. */
  readonly credential?:
    | {
        readonly kind: 'secret'
        readonly value: string
        readonly secretId: string
        readonly expiresAt: string
      }
    | {
        readonly kind: 'certificate'
        readonly certificatePem: string
        readonly privateKeyPem: string
        readonly expiresAt: string
      }
}

export interface PracticeContext {
  /** Of the setup's registration, where it was made through Graph and the tenant does not know its recipe. */
  readonly clientId?: string | null
  readonly recipe: Recipe
  /** Placeholder values of the recipe's templates, e.g. hostname. */
  readonly values: Readonly<Record<string, string>>
  readonly answers: Answers
  /** Sending mailboxes of the setup, with their delegates. */
  readonly senders: readonly { readonly address: string; readonly signInAs: string }[]
  /** Addresses whose calendar the application works with; none named yet means the tenant's own example. */
  readonly calendars: readonly string[]
}

export interface PracticeHost {
  /** Starts (or joins) the setup's practice tenant; idempotent. */
  ensure(setup: Setup, recipe: Recipe): Promise<Result<PracticeHandle, AppError>>
  isRunning(setupId: string): boolean
  /** Stops it and removes its state. */
  remove(setupId: string): Promise<void>
  closeAll(): Promise<void>
}
