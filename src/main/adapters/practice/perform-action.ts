/** What the practice administrator does for a step, and what the tenant shows afterwards. */
import type { AppError } from '../../../domain/app-error.ts'
import { holds } from '../../../domain/recipe/conditions.ts'
import type { PracticeAction } from '../../../domain/recipe/recipe.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { createClientCertificate, type PracticeAdmin, type TenantView } from '../../../practice/index.ts'
import type { PracticeContext, PracticeOutcome } from '../../ports/practice-host.ts'
import { isExchangeAction, notRegistered, performExchangeAction } from './perform-exchange-action.ts'
import { registrationRequest } from './registration-request.ts'
import { count, groupsAmong, sendersOf } from './senders.ts'

type Registration = TenantView['registrations'][number]

/** What was done and read back, in one sentence. Throws PracticeError when the tenant refuses. */
export async function performAction(
  admin: PracticeAdmin,
  action: PracticeAction,
  context: PracticeContext,
): Promise<Result<PracticeOutcome, AppError>> {
  const wanted = registrationRequest(context.recipe, context.values, context.answers)
  const registered = async () =>
    (await admin.describe()).registrations.find(({ recipe }) => recipe === context.recipe.id)
  if (unwanted(action, context))
    return ok({ said: 'The answers of this setup do not call for this; nothing was done.' })
  const before = await registered()
  if (isExchangeAction(action)) return performExchangeAction(admin, action, context, before)
  switch (action) {
    case 'register-application': {
      if (before !== undefined)
        return ok({
          said: `“${before.displayName}” is registered already; its client id is ${before.clientId}.`,
        })
      const { recipe, displayName, audience } = wanted
      const { clientId } = await admin.registerApplication({
        recipe,
        displayName,
        ...(audience === undefined ? {} : { audience }),
      })
      return ok({ said: `Registered “${displayName}”; its client id is ${clientId}.` })
    }
    case 'set-redirects': {
      if (before === undefined) return err(notRegistered())
      const { redirects = [], implicit } = wanted
      await admin.updateApplication(before.clientId, {
        redirects,
        ...(implicit === undefined ? {} : { implicit }),
      })
      const after = (await registered()) ?? before
      return ok({
        said: `The registration has ${count(after.redirects.length, 'redirect address', 'redirect addresses')}: ${after.redirects.map(({ uri }) => uri).join(', ')}.`,
      })
    }
    case 'add-permissions': {
      if (before === undefined) return err(notRegistered())
      await admin.updateApplication(before.clientId, { permissions: wanted.permissions ?? [] })
      const after = (await registered()) ?? before
      return ok({ said: `The registration asks for ${permissionNames(after)}.` })
    }
    case 'grant-consent': {
      if (before === undefined) return err(notRegistered())
      await admin.grantAdminConsent(before.clientId)
      const consents = (await admin.describe()).consents.filter(
        ({ clientId, principal }) => clientId === before.clientId && principal === 'all',
      )
      return ok({
        said: `Consent was granted for everybody: ${consents.map(({ value }) => value).join(', ')}.`,
      })
    }
    case 'add-secret': {
      if (before === undefined) return err(notRegistered())
      const { value, secretId, expiresAt } = await admin.addSecret(before.clientId, {
        months: secretMonths(context),
      })
      return ok({
        said: `A client secret was added; it expires on ${expiresAt.slice(0, 10)}. Its value opens nothing outside this practice tenant.`,
        credential: { kind: 'secret', value, secretId, expiresAt },
      })
    }
    case 'add-certificate': {
      if (before === undefined) return err(notRegistered())
      const made = await createClientCertificate(before.displayName, Date.now(), certificateDays)
      const { thumbprint, expiresAt } = await admin.addCertificate(before.clientId, made.certificate)
      return ok({
        said: `A certificate was made and its public part added; its thumbprint is ${thumbprint}, and it expires on ${expiresAt.slice(0, 10)}.`,
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
      const addresses = new Set(
        senders.flatMap(({ address, signInAs }) => [address, signInAs]).filter((one) => !groups.has(one)),
      )
      for (const address of addresses) await admin.setMailboxSmtpAuth(address, true)
      const { mailboxes, smtpAuth } = await admin.describe()
      const on = mailboxes.filter(
        (mailbox) => addresses.has(mailbox.address) && mailbox.smtpAuthEffective,
      ).length
      return ok({
        said: `SMTP AUTH is on for ${count(on, 'mailbox', 'mailboxes')}; the organisation’s own switch stays ${smtpAuth.tenant ? 'on' : 'off'}.`,
      })
    }
    case 'grant-send-as': {
      const delegated = (await sendersOf(admin, context)).filter(
        ({ address, signInAs }) => address !== signInAs,
      )
      if (delegated.length === 0)
        return ok({ said: 'Every mailbox signs in for itself, so nobody needs Send As.' })
      await groupsAmong(admin, delegated)
      for (const { address, signInAs } of delegated) await admin.grantSendAs(address, signInAs)
      const { sendAs } = await admin.describe()
      const granted = sendAs.filter(({ mailbox, trustee }) =>
        delegated.some(({ address, signInAs }) => address === mailbox && signInAs === trustee),
      )
      return ok({
        said: `Send As is granted: ${granted.map(({ mailbox, trustee }) => `${trustee} as ${mailbox}`).join(', ')}.`,
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

function permissionNames({ permissions }: Registration): string {
  return permissions.map(({ value, kind }) => `${value} (${kind})`).join(', ')
}
