/** The report in three sentences, for who decides and reads no further: does it work, who is kept out, what is next. */
import { isReading } from '../transport/transports.ts'
import { endedAsExpected } from '../run/run.ts'
import { count, findingsOf, wasLetIn } from './probe-words.ts'
import { localTime } from './report-time.ts'
import { roleInSentence } from './report-words.ts'
import type { Report } from './report.ts'

type Facts = Omit<Report, 'sentences'>

/** `wantsRefusal`: the recipe asks for proof that other mailboxes are kept out. */
export function threeSentences(report: Facts, wantsRefusal: boolean): [string, string, string] {
  return [whetherItWorks(report), whoIsKeptOut(report, wantsRefusal), whatIsNext(report)]
}

function whetherItWorks({ setup, verdict, probes, mailboxes, notTried, refusal }: Facts): string {
  const tenant = setup.tenantName ?? 'this organisation'
  const senders = count(mailboxes.filter(({ purpose }) => purpose === 'sender').length, 'address')
  if (verdict === 'not-run')
    return `Whether ${setup.recipe.name} can send through Microsoft 365 of ${tenant} has not been tried yet.`
  const sends = probes.filter((probe) => probe.expected === 'accepted' && !isReading(probe.transport))
  if (verdict === 'proven')
    return sends.length === 0
      ? `What ${setup.recipe.name} needs in Microsoft 365 of ${tenant} was tried and ended as planned.`
      : `${setup.recipe.name} can send through Microsoft 365 of ${tenant} from ${senders.startsWith('1 ') ? 'its address' : `all ${senders}`}: each test message was handed over and seen to arrive.`
  const good = sends.filter(endedAsExpected).length
  // who reads only this sentence must not take a missing proof of refusal for mail that does not go out
  if (good > 0 && good === sends.length) {
    const but =
      refusal !== null
        ? 'since then Microsoft Entra has refused its credential'
        : notTried.length > 0
          ? 'not everything that was planned was tried'
          : 'not every other attempt ended as planned'
    return `${setup.recipe.name} sent ${count(good, 'test message')} through Microsoft 365 of ${tenant} and ${good === 1 ? 'it' : 'each'} arrived, but ${but}.`
  }
  return `${setup.recipe.name} is not proven to send through Microsoft 365 of ${tenant}: ${good} of ${count(sends.length, 'test message')} ended as planned.`
}

function whoIsKeptOut({ probes }: Facts, wantsRefusal: boolean): string {
  const negative = probes.filter(({ expected }) => expected === 'refused')
  const inside = negative.filter(wasLetIn)
  if (inside.length > 0)
    return `DANGER: ${count(inside.length, 'mailbox')} that must be kept out ${inside.length === 1 ? 'was' : 'were'} let in (${inside
      .slice(0, 3)
      .map(({ from }) => from)
      .join(', ')}${inside.length > 3 ? ' and more' : ''}), so the application reaches further than agreed.`
  if (negative.length === 0)
    return wantsRefusal
      ? 'It is not proven that other mailboxes are kept out: none that has to refuse was tried.'
      : 'Whether other mailboxes are kept out was not part of this verification.'
  const refused = negative.filter(({ outcome }) => outcome === 'refused').length
  return refused === negative.length
    ? `${count(negative.length, 'attempt')} that must be refused ${negative.length === 1 ? 'was' : 'were'} made as well, and Microsoft 365 refused ${negative.length === 1 ? 'it' : 'each of them'}.`
    : `Of ${count(negative.length, 'attempt')} that must be refused, ${refused} ${refused === 1 ? 'was' : 'were'} refused and the rest gave no answer, so it is not proven that others are kept out.`
}

function whatIsNext(report: Facts): string {
  const { verdict, probes, refusal, steps, credentials, summary, timeZone } = report
  const findings = findingsOf(probes)
  const first = findings.find(({ diagnosis }) => (diagnosis?.candidates.length ?? 0) > 0)
  const cause = first?.diagnosis?.candidates[0]
  if (
    verdict === 'not-proven' &&
    summary !== null &&
    summary.unexpected > 0 &&
    summary.tooEarly === summary.unexpected
  )
    return 'Next: wait; what failed may only be too early, because Microsoft 365 is still applying a change.'
  if (refusal !== null)
    return 'Next: renew or correct the application’s credential, which Microsoft Entra has refused, and verify again.'
  if (verdict === 'not-proven' && cause !== undefined) {
    const role = cause.remedies[0]?.role
    return `Next${role === undefined ? '' : ` for the ${roleInSentence(role)}`}: ${cause.title}; what to do stands under “What did not work”.`
  }
  if (verdict === 'not-proven' && summary?.unexpected === 0)
    return 'Next: try what stands under “What was not tried”.'
  if (verdict === 'not-proven') return 'Next: try again what is missing, and read what did not work below.'
  const open = steps.total - steps.done
  if (open > 0)
    return `Next: ${count(open, 'step')} of the checklist ${open === 1 ? 'is' : 'are'} still open.`
  const [ends] = credentials
    .flatMap((one) => (one.expiresAt === null ? [] : [{ ...one, expiresAt: one.expiresAt }]))
    .sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1))
  if (ends !== undefined)
    return `Next: the ${ends.kind === 'secret' ? 'client secret' : 'certificate'} of the registration ${(ends.daysLeft ?? 0) < 0 ? 'has ended' : 'ends'} on ${localTime(ends.expiresAt, timeZone, 'minutes')}; replace it before, and verify again.`
  return 'Nothing is left to do; verify again after every change in the tenant or the product.'
}
