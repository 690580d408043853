/** What the practice administrator does for a step, and what the tenant shows afterwards. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import { holds, transportFor } from '../../../domain/recipe/conditions.ts'
import type { PracticeAction } from '../../../domain/recipe/recipe-step.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { isAppOnly } from '../../../domain/transport/transports.ts'
import { createClientCertificate, type PracticeAdmin, type TenantView } from '../../../practice/index.ts'
import type { PracticeContext, PracticeOutcome } from '../../services/desk/practice-host.port.ts'
import { done, isExchangeAction, notRegistered, performExchangeAction } from './perform-exchange-action.ts'
import { registrationRequest } from './registration-request.ts'
import { groupsAmong, sendersOf } from './senders.ts'

type Registration = TenantView['registrations'][number]

/** What was done and read back. Throws PracticeError when the tenant refuses. */
export async function performAction(
  admin: PracticeAdmin,
  action: PracticeAction,
  context: PracticeContext,
): Promise<Result<PracticeOutcome, AppError>> {
  const wanted = registrationRequest(context.recipe, context.values, context.answers)
  const registered = async () =>
    (await admin.describe()).registrations.find(
      ({ recipe, clientId }) => recipe === context.recipe.id || clientId === context.clientId,
    )
  if (unwanted(action, context)) return done({ code: 'not-asked-for' })
  const before = await registered()
  if (isExchangeAction(action)) return performExchangeAction(admin, action, context, before)
  switch (action) {
    case 'register-application': {
      if (before !== undefined)
        return done({
          code: 'registered-before',
          name: before.displayName,
          clientId: before.clientId,
        })
      const { recipe, displayName, audience } = wanted
      const { clientId } = await admin.registerApplication({
        recipe,
        displayName,
        ...(audience === undefined ? {} : { audience }),
      })
      return done({ code: 'registered', name: displayName, clientId })
    }
    case 'set-redirects': {
      if (before === undefined) return err(notRegistered())
      const { redirects = [], implicit } = wanted
      await admin.updateApplication(before.clientId, {
        redirects,
        ...(implicit === undefined ? {} : { implicit }),
      })
      const after = (await registered()) ?? before
      return done({ code: 'redirects-set', redirects: after.redirects.map(({ uri }) => uri) })
    }
    case 'add-permissions': {
      if (before === undefined) return err(notRegistered())
      await admin.updateApplication(before.clientId, { permissions: wanted.permissions ?? [] })
      const after = (await registered()) ?? before
      return done({ code: 'permissions-added', permissions: permissionNames(after) })
    }
    case 'grant-consent': {
      if (before === undefined) return err(notRegistered())
      await admin.grantAdminConsent(before.clientId)
      const consents = (await admin.describe()).consents.filter(
        ({ clientId, principal }) => clientId === before.clientId && principal === 'all',
      )
      return done({ code: 'consent-granted', permissions: consents.map(({ value }) => value) })
    }
    case 'add-secret': {
      if (before === undefined) return err(notRegistered())
      const { value, secretId, expiresAt } = await admin.addSecret(before.clientId, {
        months: secretMonths(context),
      })
      return ok({
        event: { code: 'secret-added', expiresAt },
        credential: { kind: 'secret', value, secretId, expiresAt },
      })
    }
    case 'add-certificate': {
      if (before === undefined) return err(notRegistered())
      const made = await createClientCertificate(before.displayName, Date.now(), certificateDays)
      const { thumbprint, expiresAt } = await admin.addCertificate(before.clientId, made.certificate)
      return ok({
        event: { code: 'certificate-added', thumbprint, expiresAt },
        credential: {
          kind: 'certificate',
          certificatePem: made.certificate,
          privateKeyPem: made.privateKey,
          expiresAt,
        },
      })
    }
    case 'enable-smtp-auth': {
      const senders = await sendersOf(admin, context)
      const groups = await groupsAmong(admin, senders)
      // the switch is that of the mailbox that signs in: whom an application sends for, or the person of a sender
      const asApplication = isAppOnly(transportFor(context.recipe, context.answers))
      const addresses = new Set(
        senders
          .map(({ address, signInAs }) => (asApplication ? address : signInAs))
          .filter((one) => !groups.has(one)),
      )
      for (const address of addresses) await admin.setMailboxSmtpAuth(address, true)
      const { mailboxes, smtpAuth } = await admin.describe()
      const on = mailboxes.filter((mailbox) => addresses.has(mailbox.address) && mailbox.smtpAuthEffective)
      return done({ code: 'smtp-auth-on', count: on.length, tenantOn: smtpAuth.tenant })
    }
    case 'grant-send-as': {
      const delegated = (await sendersOf(admin, context)).filter(
        ({ address, signInAs }) => address !== signInAs,
      )
      if (delegated.length === 0) return done({ code: 'no-delegates' })
      await groupsAmong(admin, delegated)
      for (const { address, signInAs } of delegated) await admin.grantSendAs(address, signInAs)
      const { sendAs } = await admin.describe()
      const granted = sendAs.filter(({ mailbox, trustee }) =>
        delegated.some(({ address, signInAs }) => address === mailbox && signInAs === trustee),
      )
      return done({
        code: 'send-as-granted',
        pairs: granted.map(({ mailbox, trustee }) => `${trustee} → ${mailbox}`),
      })
    }
  }
}

const certificateDays = 365

/** The lifetime the setup chose; a year where it did not say. */
function secretMonths({ answers }: PracticeContext): number {
  const answer = answers['secret-lifetime']
  const months = typeof answer === 'string' ? Number(/^months-(\d+)$/.exec(answer)?.[1] ?? '12') : 12
  return Math.min(Math.max(months, 1), 24)
}

/** No step that asks for it is needed with these answers: for the newer actions, whose steps depend on answers. */
function unwanted(action: PracticeAction, { recipe, answers }: PracticeContext): boolean {
  const dependent = action === 'add-certificate' || isExchangeAction(action)
  if (!dependent) return false
  return !recipe.steps.some(({ practice, when }) => practice.includes(action) && holds(when, answers, recipe))
}

function permissionNames({ permissions }: Registration): string[] {
  return permissions.map(({ value, kind }) => `${value} (${kind})`)
}
