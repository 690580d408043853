/** One answer a mailbox: what was read in Exchange against what the product's way of sending needs there. */
import { applicationFindings, outsideFindings } from './application-findings.ts'
import { consentOutside, joinConsent } from './consent-findings.ts'
import type { EntraSide } from './entra-side.schema.ts'
import { ewsFindings } from './ews-findings.ts'
import type { ExchangeFacts } from './facts.schema.ts'
import { layers, type Effect, type ExchangeFinding, type FindingCode, type Layer } from './finding.ts'
import { rightFindings } from './right-findings.ts'
import { signInFindings } from './sign-in-findings.ts'
import type { ExchangeWanted } from './wanted.ts'

export interface Verdict {
  readonly address: string
  readonly purpose: 'sender' | 'outside'
  /** `good`: a sender can send as far as Exchange decides it, and a mailbox outside is out of reach. */
  readonly state: 'good' | 'blocked' | 'unknown'
  /** The first layer that blocks, in the order in which Exchange comes to them; null where none does. */
  readonly layer: Layer | null
  /** Layers in order, what blocks first. */
  readonly findings: readonly ExchangeFinding[]
}

/** `entra`: what audit last read in Microsoft Entra ID; null where it never did. */
export function verdicts(
  wanted: ExchangeWanted,
  facts: ExchangeFacts,
  entra: EntraSide | null = null,
): Verdict[] {
  return [
    ...wanted.senders.map((sender): Verdict => {
      const { address, signInAs, rights } = sender
      const own = wanted.byApplication ? address : signInAs
      return verdict(wanted, address, 'sender', facts, [
        ...signInFindings(wanted, facts, own, entra),
        ...(rights.length > 0 ? rightFindings(wanted, facts, sender) : []),
        ...(wanted.byApplication
          ? joinConsent(wanted, facts, address, entra, applicationFindings(wanted, facts, address))
          : []),
        ...(wanted.ews ? ewsFindings(facts, wanted.clientId, address) : []),
      ])
    }),
    ...wanted.outside.map((address) =>
      verdict(wanted, address, 'outside', facts, [
        ...outsideFindings(wanted, facts, address),
        ...consentOutside(wanted, facts, address, entra),
      ]),
    ),
  ]
}

const weight: Readonly<Record<Effect, number>> = { blocks: 0, unknown: 1, note: 2 }

/** What a list that Exchange cut short may still hold. */
const absences: readonly FindingCode[] = [
  'mailbox-missing',
  'send-as-missing',
  'no-sending-right',
  'full-access-missing',
  'not-registered',
  'role-missing',
  'policy-leaves-out',
]

/** Over SMTP an application is let in, or not, before the switches are asked. Which comes first is UNVERIFIED. */
const ofApplications: readonly Layer[] = ['service-principal', 'role', 'scope', 'full-access']
const beforeThem: readonly Layer[] = ['mailbox', 'licence']

function place(layer: Layer, { transport }: ExchangeWanted): number {
  const order =
    transport === 'smtp-app' ? [...new Set([...beforeThem, ...ofApplications, ...layers])] : layers
  return order.indexOf(layer)
}

function verdict(
  wanted: ExchangeWanted,
  address: string,
  purpose: Verdict['purpose'],
  { cutShort }: ExchangeFacts,
  found: readonly ExchangeFinding[],
): Verdict {
  const sure = found.map((one): ExchangeFinding => {
    const perhaps = cutShort.length > 0 && one.effect === 'blocks' && absences.includes(one.code)
    return perhaps ? { ...one, effect: 'unknown' } : one
  })
  const findings = sure.toSorted(
    (a, b) => weight[a.effect] - weight[b.effect] || place(a.layer, wanted) - place(b.layer, wanted),
  )
  const worst = findings[0]?.effect
  return {
    address,
    purpose,
    state: worst === 'blocks' ? 'blocked' : worst === 'unknown' ? 'unknown' : 'good',
    layer: worst === 'blocks' ? (findings[0]?.layer ?? null) : null,
    findings,
  }
}
