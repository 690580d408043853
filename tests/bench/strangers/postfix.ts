/** Sendproof's own command line against Postfix, named in a custom cloud file. */
import { Dovecot } from '../../fakes/dovecot.ts'
import { Postfix, postfixIsHere, type PostfixOptions } from '../../fakes/postfix.ts'
import { OwnCloud } from '../../integration/app/own-cloud.ts'
import type { Ended, Trial } from './trial.ts'

interface Verified {
  readonly probes: readonly {
    readonly from: string
    readonly outcome: string | null
    readonly reply: string | null
    readonly stage: string | null
    readonly diagnosis: readonly unknown[]
  }[]
}
interface Case {
  readonly what: string
  readonly server?: PostfixOptions
  /** Dovecot knows the keys by which the tokens are signed */
  readonly trusted: boolean
  /** the list to import, for the first sender of the tenant */
  readonly list: (sender: string) => string
  /** Why it is not as it should be; null when it is. */
  readonly judge: (verified: Verified, relayed: Dovecot['relayed'], sender: string) => string | null
}

const shared = 'office@contoso.example'
/** What only an administrator of Exchange Online could do about it. */
const exchange = /Exchange|Get-CASMailbox|Microsoft 365|Set-Mailbox/i

function refusedWith(reply: RegExp) {
  return ({ probes: [probe] }: Verified, relayed: Dovecot['relayed']): string | null => {
    if (probe === undefined || relayed.length > 0) return 'something was passed on'
    if (!reply.test(probe.reply ?? '')) return `another reply: ${probe.reply ?? 'none'}`
    const causes = JSON.stringify(probe.diagnosis)
    return exchange.test(causes) ? `a cause of Exchange's is named: ${causes}` : null
  }
}

const cases: readonly Case[] = [
  {
    what: 'takes a message of a mailbox that signed in at the browser',
    trusted: true,
    list: (sender) => `address\n${sender}\n`,
    judge: ({ probes }, relayed, sender) =>
      probes[0]?.outcome === 'accepted' &&
      relayed[0]?.from === sender &&
      /\[Sendproof [A-Z0-9]{6}\]/.test(relayed[0].raw)
        ? null
        : 'not accepted, or not passed on as it was meant',
  },
  {
    what: 'refuses an address that is not the login’s, with its own words',
    trusted: true,
    list: (sender) => `address,kind,delegate\n${shared},shared,${sender}\n`,
    judge: refusedWith(/^553 5\.7\.1 .*not owned by user/),
  },
  {
    what: 'refuses the same for now where the postmaster wants it so',
    server: { softBounce: true },
    trusted: true,
    list: (sender) => `address,kind,delegate\n${shared},shared,${sender}\n`,
    judge: refusedWith(/^453 4\.7\.1 .*not owned by user/),
  },
  {
    what: 'refuses a token whose keys it does not know',
    trusted: false,
    list: (sender) => `address\n${sender}\n`,
    judge: refusedWith(/^535 5\.7\.8 /),
  },
]

async function attempt(
  { server, trusted, list, judge }: Case,
  cloud: OwnCloud,
  name: string,
): Promise<Ended> {
  const dovecot = await Dovecot.start()
  const postfix = await Postfix.start(dovecot, server)
  try {
    if (trusted) await cloud.isTrustedBy(dovecot)
    const [sender = ''] = cloud.senders
    const before = [await cloud.createSetup(name, postfix), ...(await cloud.signInAll(name, list(sender)))]
    const wrong = before.find(({ code }) => code !== 0)
    if (wrong !== undefined) return { code: 1, output: wrong.err + wrong.out }
    const verified = await cloud.run('verify', name, '--to', 'somebody@fabrikam.example')
    const result = JSON.parse(verified.out) as Verified
    if (result.probes[0]?.outcome === 'accepted') await dovecot.sink.holds(1)
    const fault = judge(result, dovecot.relayed, sender)
    return fault === null
      ? { code: 0, output: '' }
      : { code: 1, output: `${fault}\n${verified.out}\n${verified.err}\n${await postfix.log()}` }
  } finally {
    await postfix.stop()
    await dovecot.stop()
  }
}

/** They share one tenant, which is made by the first of them. */
export function postfixTrials(): { trials: readonly Trial[]; close(): Promise<void> } {
  let opened: Promise<OwnCloud> | undefined
  return {
    trials: cases.map((one, at) => ({
      program: 'Postfix',
      what: one.what,
      packages: 'postfix dovecot-core dovecot-imapd dovecot-submissiond',
      async attempt() {
        if (!postfixIsHere()) return null
        opened ??= OwnCloud.open(2)
        return attempt(one, await opened, `Postfix ${at + 1}`)
      },
    })),
    close: async () => (await opened)?.close(),
  }
}
