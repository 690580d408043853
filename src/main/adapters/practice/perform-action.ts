/** What the practice administrator does for a step, and what the tenant shows afterwards. */
import { appError, type AppError } from '../../../domain/app-error.ts'
import type { PracticeAction } from '../../../domain/recipe/recipe.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { PracticeAdmin, TenantView } from '../../../practice/index.ts'
import type { PracticeContext } from '../../ports/practice-host.ts'
import { registrationRequest } from './registration-request.ts'

type Registration = TenantView['registrations'][number]

/** One sentence of what was done and read back. Throws PracticeError when the tenant refuses. */
export async function performAction(
  admin: PracticeAdmin,
  action: PracticeAction,
  context: PracticeContext,
): Promise<Result<string, AppError>> {
  const wanted = registrationRequest(context.recipe, context.values, context.answers)
  const registered = async () =>
    (await admin.describe()).registrations.find(({ recipe }) => recipe === context.recipe.id)
  const before = await registered()
  switch (action) {
    case 'register-application': {
      if (before !== undefined)
        return ok(`“${before.displayName}” is registered already; its client id is ${before.clientId}.`)
      const { recipe, displayName, audience } = wanted
      const { clientId } = await admin.registerApplication({
        recipe,
        displayName,
        ...(audience === undefined ? {} : { audience }),
      })
      return ok(`Registered “${displayName}”; its client id is ${clientId}.`)
    }
    case 'set-redirects': {
      if (before === undefined) return err(notRegistered())
      const { redirects = [], implicit } = wanted
      await admin.updateApplication(before.clientId, {
        redirects,
        ...(implicit === undefined ? {} : { implicit }),
      })
      const after = (await registered()) ?? before
      return ok(
        `The registration has ${count(after.redirects.length, 'redirect address', 'redirect addresses')}: ${after.redirects.map(({ uri }) => uri).join(', ')}.`,
      )
    }
    case 'add-permissions': {
      if (before === undefined) return err(notRegistered())
      await admin.updateApplication(before.clientId, { permissions: wanted.permissions ?? [] })
      const after = (await registered()) ?? before
      return ok(`The registration asks for ${permissionNames(after)}.`)
    }
    case 'grant-consent': {
      if (before === undefined) return err(notRegistered())
      await admin.grantAdminConsent(before.clientId)
      const consents = (await admin.describe()).consents.filter(
        ({ clientId, principal }) => clientId === before.clientId && principal === 'all',
      )
      return ok(`Consent was granted for everybody: ${consents.map(({ value }) => value).join(', ')}.`)
    }
    case 'add-secret': {
      if (before === undefined) return err(notRegistered())
      const { expiresAt } = await admin.addSecret(before.clientId, { months: 12 })
      return ok(
        `A client secret was added; it expires on ${expiresAt.slice(0, 10)}. Its value opens nothing outside this practice tenant and was not kept.`,
      )
    }
    case 'enable-smtp-auth': {
      const senders = await sendersOf(admin, context)
      const addresses = new Set(senders.flatMap(({ address, signInAs }) => [address, signInAs]))
      for (const address of addresses) await admin.setMailboxSmtpAuth(address, true)
      const { mailboxes, smtpAuth } = await admin.describe()
      const on = mailboxes.filter(
        (mailbox) => addresses.has(mailbox.address) && mailbox.smtpAuthEffective,
      ).length
      return ok(
        `SMTP AUTH is on for ${count(on, 'mailbox', 'mailboxes')}; the organisation’s own switch stays ${smtpAuth.tenant ? 'on' : 'off'}.`,
      )
    }
    case 'grant-send-as': {
      const delegated = (await sendersOf(admin, context)).filter(
        ({ address, signInAs }) => address !== signInAs,
      )
      if (delegated.length === 0) return ok('Every mailbox signs in for itself, so nobody needs Send As.')
      for (const { address, signInAs } of delegated) await admin.grantSendAs(address, signInAs)
      const { sendAs } = await admin.describe()
      const granted = sendAs.filter(({ mailbox, trustee }) =>
        delegated.some(({ address, signInAs }) => address === mailbox && signInAs === trustee),
      )
      return ok(
        `Send As is granted: ${granted.map(({ mailbox, trustee }) => `${trustee} as ${mailbox}`).join(', ')}.`,
      )
    }
  }
}

/** The setup's own senders, in the tenant's spelling; all that the tenant has while the setup has none yet. */
async function sendersOf(
  admin: PracticeAdmin,
  context: PracticeContext,
): Promise<readonly { address: string; signInAs: string }[]> {
  if (context.senders.length > 0)
    return context.senders.map(({ address, signInAs }) => ({
      address: address.toLowerCase(),
      signInAs: signInAs.toLowerCase(),
    }))
  const { mailboxes } = await admin.endpoints()
  return mailboxes.map(({ address, delegate }) => ({ address, signInAs: delegate ?? address }))
}

function permissionNames({ permissions }: Registration): string {
  return permissions.map(({ value, kind }) => `${value} (${kind})`).join(', ')
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}

function notRegistered(): AppError {
  return appError('not-found', 'The practice tenant has no registration for this product yet.', {
    next: 'Do the step that registers the application first.',
  })
}
