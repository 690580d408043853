/** What the command line prints besides help, errors and JSON. */
import { commandWord } from '../../../domain/text/command-word.ts'
import { otherSenders } from '../other-senders.ts'
import { recipeText } from './recipe.ts'
import { stepText } from './step.ts'
import type { ImportedView } from '../../../contract/transfer-views.schema.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import type { Unnamed } from '../../../domain/run/plan-run.ts'
import type { StepState } from '../../../domain/step/step-record.schema.ts'
import { n } from '../counts.ts'
import { terms } from '../terms.ts'
import { help } from './help.ts'
import { invitation } from './invitation.ts'
import { verify } from './verify.ts'

const named = (name: string) => `“${name}”`

const nameFirst = {
  senders: (setup) => `First list the mailboxes it sends from: mailbox import ${setup} --csv FILE`,
  recipient: (setup) => `First name who receives the test messages: mailbox recipient ${setup} ADDRESS`,
  'outside-scope': (setup) =>
    `First name a mailbox that the application must not reach; it is tried, and must be blocked: mailbox outside ${setup} ADDRESS`,
  'reply-folder': (setup) =>
    `First add the mailbox whose reply folder the product reads: mailbox import ${setup} --csv FILE`,
  calendar: (setup) => `First name a mailbox whose calendar is tried: mailbox calendars ${setup} ADDRESS`,
} as const satisfies Record<Unnamed | 'senders', (setup: string) => string>

export const cli = {
  help,
  invitation,
  verify,
  setup: {
    changed: (name: string) => `Changed ${named(name)}.`,
    created: (name: string) => `Created ${named(name)}. Next: setup status ${commandWord(name)}.`,
    lastRun: (run: {
      at: string
      state: keyof typeof terms.runStates
      planned: number
      unexpected: number
      /** Attempts that must be refused and were not. */
      letIn: number
      importedAt: string | null
      datedLaterBefore: string | null
    }) =>
      [
        `Last run ${run.at}: ${terms.runStates[run.state]}, ${run.planned - run.unexpected} of ${run.planned} as planned.`,
        run.letIn > 0 ? ` ${terms.notSafe(run.letIn)}.` : '',
        run.importedAt === null
          ? ''
          : ` Imported ${run.importedAt}: another PC recorded it; it proves nothing here.`,
        run.datedLaterBefore === null
          ? ''
          : ` The clock of this PC was set back: a run that began before it is dated ${run.datedLaterBefore}.`,
      ].join(''),
    tenantFound: (domain: string, id: string) => `Tenant ID of ${domain}: ${id}`,
    tenantLater: (domain: string) =>
      `The tenant ID of ${domain} could not be looked up now. It is still missing, and is looked up again before the first sign-in.`,
    check: (sentence: string) => `Check this: ${sentence}`,
    none: 'No setups yet. Create one with “setup create”.',
    damaged: (name: string) =>
      `“${name}” cannot be read: its entry in the store is damaged. The others are not affected. Export them, keep a copy of the data folder, and restore it from a backup.`,
    allDone: 'all done',
    progress: (facts: {
      name: string
      product: string
      done: number
      total: number
      /** Null where nobody signs in: the application does it by itself. */
      signedIn: number | null
      mailboxes: number
    }) =>
      `${facts.name}: ${facts.product}, ${facts.done} of ${facts.total} steps done, ${facts.signedIn === null ? n(facts.mailboxes, 'mailbox', 'mailboxes') : `${facts.signedIn} of ${facts.mailboxes} mailboxes signed in`}`,
    /** What has to be named before the next step can be done whole, with the command that names it. */
    nameFirst: (what: Unnamed | 'senders', setup: string) => nameFirst[what](commandWord(setup)),
    showStep: (setup: string, step: string) => `How: step show ${commandWord(setup)} ${step}`,
    nothingLeft: 'Nothing is left.',
    noSteps: 'No steps.',
    minutesLeft: (minutes: number) => `, ${minutes} min left`,
    removed: (name: string) => `Removed ${named(name)}.`,
    /** `unneeded`: steps that the answers of this setup do not call for; their moves are kept, and are no news. */
    imported: (view: ImportedView, unneeded: ReadonlySet<string>): string => {
      const lines = [view.created ? `Imported ${named(view.name)}.` : `Joined with ${named(view.name)}.`]
      const elsewhere = view.steps.filter(({ step }) => unneeded.has(step)).length
      for (const step of view.steps.filter(({ step }) => !unneeded.has(step)))
        lines.push(
          `  ${step.step}: ${terms.stateInSentence(step.from)} → ${terms.stateInSentence(step.to)}, ${n(step.moves, 'new move', 'new moves')}${step.both ? ' (both sides moved it: check its history)' : ''}`,
        )
      if (elsewhere > 0)
        lines.push(`  history of ${n(elsewhere, 'step', 'steps')} that this setup does not need: kept`)
      if (view.mailboxes > 0) lines.push(`  ${n(view.mailboxes, 'mailbox', 'mailboxes')} added`)
      if (view.runs > 0) lines.push(`  ${n(view.runs, 'run', 'runs')} added`)
      if (view.attachments > 0) lines.push(`  ${n(view.attachments, 'attachment', 'attachments')} added`)
      for (const what of view.filled) lines.push(`  ${what}: filled in`)
      for (const { what, here, file } of view.differences)
        lines.push(`  ${what} differs: here ${named(here)} (kept), in the file ${named(file)}`)
      if (lines.length === 1 && !view.created)
        lines.push('  Nothing new: everything in the file was here already.')
      return lines.join('\n')
    },
  },
  step: {
    show: stepText,
    set: (step: string, state: string) => `${step}: ${state}.`,
    undone: (step: string, state: string) => `${step}: back to ${state}.`,
    practised: (steps: number) => `${n(steps, 'step', 'steps')} done.`,
    attached: (step: string, file: string, sha256: string) =>
      `${step}: ${named(file)} attached, SHA-256 ${sha256}.`,
    noAttachments: 'No attachments.',
    bytes: (bytes: number) => n(bytes, 'byte', 'bytes'),
    notHere: 'content not on this PC',
  },
  mailbox: {
    imported: (added: number, updated: number) => `${added} added, ${updated} updated.`,
    purposes: {
      sender: 'sender',
      recipient: 'recipient',
      outside: 'must be blocked',
      calendar: 'calendar',
    } as const satisfies Record<Mailbox['purpose'], string>,
    notSignedIn: 'not signed in',
    needsNoSignIn: 'no sign-in needed',
    failed: (why: string) => `failed: ${why}`,
    signedIn: (who: string) => `signed in as ${who}`,
    signsInAs: (who: string) => ` (${who} signs in)`,
    recipient: (address: string) => `Verification messages go to ${address}.`,
    outside: {
      none: 'No mailbox has to be blocked any more.',
      named: (addresses: readonly string[]) => `Should be blocked: ${addresses.join(', ')}.`,
    },
    calendars: {
      none: 'No calendar is tried any more.',
      named: (addresses: readonly string[]) => `Calendars that are tried: ${addresses.join(', ')}.`,
    },
    forgotten: (address: string) =>
      `${address}: signed out. The sign-in saved on this PC is removed; sign the mailbox in again with “mailbox authorise”.`,
    passwordReset: (account: string, addresses: readonly string[]) =>
      `${account}: ${addresses.length === 1 ? 'one mailbox has' : `${addresses.length.toLocaleString('en')} mailboxes have`} to sign in again with “mailbox authorise”:\n${addresses.map((address) => `    ${address}`).join('\n')}`,
    noSignIn: (address: string) => `${address}: no sign-in is saved.`,
    removed: (address: string) =>
      `${address}: removed from the list, with its sign-in. The mailbox itself is not changed.`,
    allSignedIn: 'Every mailbox is signed in already.',
    queueEnded: (signedIn: number, failed: number) => `${signedIn} signed in, ${failed} not.`,
    line: (line: number, reason: string) => `Line ${line}: ${reason}`,
  },
  credential: {
    saved: (title: string, expires: string) => `${title} is saved, ${expires}. Next: “credential prove”.`,
    notNeeded: 'The product needs no credential.',
    none: 'No credential is saved.',
    replaced: 'replaced',
    forgotten: 'Removed from this PC. Remove it from the app registration too when nothing uses it any more.',
    exported: (title: string, file: string) =>
      `${title} is written to ${file} with its private key. Anyone with the file and its password can sign in as the application: delete it once the product has it.`,
    works: (title: string) => `${title} works: Microsoft Entra ID gave a token for it.`,
    reading: {
      'client-secret': `Reading the ${terms.credentialInSentence('secret')} from standard input…`,
      passphrase: `Reading the ${terms.passwordInSentence} from standard input…`,
    },
    noExpiry: 'no expiry date entered',
    refused: (at: string) => `refused ${at}`,
    notProven: 'not proven',
    proven: (at: string) => `proven ${at}`,
  },
  expiry: {
    written: (file: string) => `${file} is written: open it to import the reminders into your calendar.`,
    nothing: 'Nothing expires.',
    nobody: 'No one is named as responsible.',
  },
  handoff: {
    nothingNew: 'Nothing new in this reply.',
    filled: (id: string) => `${id}: filled in.`,
    moved: (step: string, from: StepState, to: StepState, who: string) =>
      `${step}: ${from === to ? `${terms.stateInSentence(to)}, note added` : `${terms.stateInSentence(from)} → ${terms.stateInSentence(to)}`} (reported by ${who}).`,
  },
  practice: {
    notMicrosoft: 'The practice tenant is not Microsoft: it runs on this PC only. Press Ctrl+C to end it.',
  },
  recipe: {
    everything: recipeText,
    others: [
      otherSenders.title,
      otherSenders.lead,
      ...otherSenders.entries.map(({ who, what, page }) => `\n${who}\n  ${what}\n  ${page}`),
    ].join('\n'),
    good: (file: string) => `${file}: good.`,
  },
  support: {
    characters: (file: string, characters: number) => `${file}, ${n(characters, 'character', 'characters')}`,
    saved: (file: string) => `Saved: ${file}`,
  },
  task: {
    register: (command: string) => `Register it on Windows, signed in as the same person: ${command}`,
    runs: (reports: string) =>
      `It runs while that person is signed in, because Windows Credential Manager is theirs. Reports: ${reports}`,
  },
  diagnose: {
    nothing: 'No known error found.',
    where: (path: string) => `where: ${path}`,
    howLong: (takes: string) => `how long: ${takes}`,
    toCheck: (check: string) => `to check: ${check}`,
    line: (title: string, tag: string) => `${title} (${tag})`,
    codes: (codes: string) => `codes: ${codes}`,
    sentences: (sentences: string) => `words in the error: ${sentences}`,
    speakers: (names: string) => `said by: ${names}`,
    seen: (places: string) => `where it is seen: ${places}`,
    decides: (question: string) => `what decides it: ${question}`,
    concerns: (products: string) => `products: ${products}`,
    confused: 'Often confused with',
    more: 'Public sources',
  },
  demo: {
    begins: (product: string, vendor: string, way: string) =>
      `${product} (${vendor}) in a practice tenant: ${way}`,
    keptAs: (name: string) => `setup: ${name}`,
    stepsDone: (done: number, total: number) =>
      `${done} of ${total} steps done${done < total ? '; the rest is for people and the product itself' : ''}`,
    imported: (mailboxes: number) => `${n(mailboxes, 'mailbox', 'mailboxes')} imported`,
    outside: (address: string) => `${address} should be blocked`,
    notSignedIn: (first: string, more: number, why: string) =>
      `${more === 0 ? first : `${first} and ${more} more`} could not be signed in: ${why}`,
    signIns: (done: number, all: number) => `${done} of ${all} sign-ins, each over the loopback redirect`,
    openReport: 'Open the report:',
    nothingToProve: 'Nothing to prove yet.',
    proven: 'Proven.',
    notProven: 'Not proven: see above.',
    onlyPlanned: (untried: number, all: number) => `${untried} of ${all} only planned, not proven.`,
    seconds: (seconds: string) => `${seconds} s.`,
  },
} as const
