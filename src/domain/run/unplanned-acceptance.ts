/** What to say when an application was let into a mailbox that should be out of its reach: the loudest finding. */
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { Probe } from './run.ts'

const tag = 'limit_not_effective'

export function unplannedAcceptance(probe: Pick<Probe, 'from' | 'to' | 'transport'>): Diagnosis {
  const overSmtp = probe.transport === 'smtp-app'
  return {
    candidates: [
      {
        tag,
        confidence: 1,
        title: 'The application is not limited: it could send as a mailbox outside its scope',
        explanation: `The message from ${probe.from} should have been refused and was accepted. It went to ${probe.to} alone. Whoever has the secret or certificate of this application can do the same with this mailbox, and probably with others.`,
        remedies: [
          {
            role: 'entra-admin',
            text: overSmtp
              ? 'Remove the application permission SMTP.SendAsApp from the registration. It counts beside the role in Exchange, and the two add up.'
              : 'Remove the application permission Mail.Send from the registration and its consent. An unscoped consent cancels the limit: consent and role add up.',
            portal: ['Entra ID', 'App registrations', 'API permissions'],
          },
          {
            role: 'exchange-admin',
            text: 'Look whether the mailbox is in scope after all: InScope has to be False for it. A new limit can take up to two hours to work (usual, not promised).',
            portal: [],
            command: `Test-ServicePrincipalAuthorization -Identity <application> -Resource '${probe.from.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`,
          },
        ],
        step: 'remove-consent',
      },
    ],
    questions: [],
  }
}
