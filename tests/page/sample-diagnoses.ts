/** Two refusals as Exchange words them, with what the diagnosis makes of them; and the real engine for any text. */
import { parse } from 'yaml'
import { examine, type Examination } from '../../src/domain/diagnosis/diagnose.ts'
import { parseCatalogue } from '../../src/domain/diagnosis/parse-catalogue.ts'
import type { Probe } from '../../src/domain/run/run.ts'

export function refusal(probe: Probe): Pick<Probe, 'reply' | 'diagnosis'> {
  return {
    reply: `554 5.2.252 SendAsDenied; ${probe.mailbox} not allowed to send as ${probe.from}; STOREDRV.Submission.Exception`,
    diagnosis: {
      candidates: [
        {
          tag: 'send_as_denied',
          confidence: 0.95,
          title: `${probe.mailbox} may not send as ${probe.from}`,
          explanation:
            'The sign-in worked; Exchange refused the From address after the message was handed over. Full Access does not include the right to send.',
          remedies: [
            {
              role: 'exchange-admin',
              text: 'Grant Send As. It takes up to an hour to apply.',
              portal: [
                'admin.exchange.microsoft.com',
                'Recipients',
                'Mailboxes',
                probe.from,
                'Delegation',
                'Send as',
              ],
              command: `Add-RecipientPermission ${probe.from} -Trustee ${probe.mailbox} -AccessRights SendAs`,
            },
          ],
        },
        {
          tag: 'mailbox_permission_missing',
          confidence: 0.2,
          title: 'The mailbox gives this account no rights at all',
          explanation: 'The delegate was removed, or was never added.',
          remedies: [],
        },
      ],
      questions: [`Was Send As granted to ${probe.mailbox} within the last hour?`],
    },
  }
}

export function tooEarly(): Pick<Probe, 'reply' | 'diagnosis' | 'tooEarly'> {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  return {
    tooEarly: { since: at(-5), because: 'Authenticated SMTP was switched on', until: at(55), nextAt: at(1) },
    reply: '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.',
    diagnosis: {
      candidates: [
        {
          tag: 'propagation_delay',
          confidence: 0.8,
          title: 'SMTP AUTH was turned on a few minutes ago and is not active yet',
          explanation: 'Exchange applies the switch with a delay of up to one hour.',
          remedies: [{ role: 'you', text: 'Wait and retry this one.', portal: [] }],
        },
      ],
      questions: [],
    },
  }
}

const files: Record<string, string> = import.meta.glob('../../assets/remedies/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const read = parseCatalogue(Object.values(files).flatMap((file) => parse(file) as unknown[]))
if (!read.ok) throw new Error(JSON.stringify(read.error))
const catalogue = read.value

export function sampleCauses(
  text: string,
  surface: string | null,
  answers: Readonly<Record<string, string>>,
): { diagnosis: Examination['diagnosis']; recognised: Examination['recognised'][number][] } {
  const { diagnosis, recognised } = examine(text, catalogue, {
    answers,
    ...(surface === null ? {} : { surface }),
  })
  return { diagnosis, recognised: [...recognised] }
}
