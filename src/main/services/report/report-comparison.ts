/**
 * Holds a report against what this PC has: the journal of its runs, and the report that this PC would write from them
 * as of the same moment. What the store shows to have changed since then is taken from the file; everything else counts.
 */
import { datedLaterBefore } from '../../../domain/run/clock-order.ts'
import type { ReportCheckView, ReportDifference } from '../../../contract/report-views.schema.ts'
import { reportDocument, type ReportDocument } from '../../../documents/report/report-document.ts'
import type { SealedDocument } from '../../../documents/report/report-file.ts'
import { buildChecklist, refusalsOf } from '../../../domain/checklist/build-checklist.ts'
import type { StepRecord } from '../../../domain/step/step-record.schema.ts'
import type { Credential } from '../../../domain/credential/credential.schema.ts'
import { canonicalJson } from '../../../domain/journal-chain/canonical-json.ts'
import { mailboxKinds, mailboxPurposes, type Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import { buildReport } from '../../../domain/report/build-report.ts'
import type { Probe, Run } from '../../../domain/run/run.schema.ts'
import { countUntried } from '../../../domain/run/plan-run.ts'
import { summarise } from '../../../domain/run/summarise.ts'
import type { JournalEntry } from '../desk/run-store.port.ts'
import { journalHead, type ReportStoreDeps } from './report-store.ts'
import { latestProbes } from '../desk/latest-probes.ts'
import type { OpenSetup } from '../desk/setup-desk.ts'
import { stepNote } from '../../../words/say-step.ts'
import { wordsFor } from '../../../words/words.ts'

type Found = Pick<ReportCheckView, 'store' | 'differences'>
type Part = Extract<ReportDifference, { code: 'part' }>['part']

const mostDifferences = 20

export class StoreComparison {
  readonly #deps: ReportStoreDeps

  constructor(deps: ReportStoreDeps) {
    this.#deps = deps
  }

  async compare(file: SealedDocument): Promise<Found> {
    const { runs } = this.#deps
    const differences: ReportDifference[] = []
    const movedOn = new Set<string | null>()
    const own = file.integrity.runs.filter(({ id }) => this.#isRecordedHere(file, id))
    for (const { id, entries, head } of own) {
      if (runs.getRun(id)?.setupId !== file.setup.id) differences.push(part('setup'))
      const journal = runs.journal(id)[Symbol.iterator]()
      const then = await journalHead(id, firstOf(journal, entries), this.#deps.digest)
      if (then.entries < entries || then.head !== head) differences.push({ code: 'journal', run: id })
      // What was journaled afterwards may have moved a probe on: a code typed in later, say.
      for (let next = journal.next(); next.done !== true; next = journal.next())
        movedOn.add(next.value.probeId)
    }
    const opened = this.#deps.desk.open(file.setup.id)
    const compared = own.length === file.integrity.runs.length && opened.ok
    differences.push(
      ...(compared
        ? this.#asHere(file, opened.value, movedOn)
        : own.flatMap(({ id }) => this.#attemptsOf(file, id, movedOn))),
    )
    const store = compared ? 'compared' : own.length > 0 ? 'partly' : 'not-here'
    return { store, differences: differences.slice(0, mostDifferences) }
  }

  /**
   * A copy that came here in a file has no journal, and the PC that recorded the run wrote its report without knowing of
   * it: only a report that itself calls the run imported can be compared with that copy.
   */
  #isRecordedHere(file: SealedDocument, runId: string): boolean {
    const stored = this.#deps.runs.getRun(runId)
    if (stored === null) return false
    return stored.importedAt === null || file.imported.some(({ run }) => run === runId)
  }

  /** Where other runs of the report are not here, the attempts of this one still are. */
  #attemptsOf(file: SealedDocument, runId: string, movedOn: ReadonlySet<string | null>): ReportDifference[] {
    const here = new Map([...this.#deps.runs.eachProbe(runId)].map((probe) => [probe.id, probe]))
    return file.probes
      .filter((probe) => probe.runId === runId && !movedOn.has(probe.id))
      .filter((probe) => !equal(probe, here.get(probe.id) ?? null))
      .map(({ from }) => ({ code: 'attempt', from }))
  }

  #asHere(file: SealedDocument, opened: OpenSetup, movedOn: ReadonlySet<string | null>): ReportDifference[] {
    const { runs, mailboxes, attachments } = this.#deps
    const { setup, recipe } = opened
    const then = file.generatedAt
    const all = runs.listRuns(setup.id).filter((run) => (run.importedAt ?? run.startedAt) <= then)
    const newest = all.find(({ importedAt }) => importedAt === null) ?? all[0] ?? null
    const run = file.run === null ? newest : runs.getRun(file.run.id)
    // a report that says nothing was sent, of a setup that had sent
    if (file.run === null && newest !== null) return [part('run')]
    if (run !== null && !sameRun(file.run, run, then)) return [part('run')]
    const stored = mailboxes.listMailboxes(setup.id)
    const sameRecipe = recipe.revision === file.setup.recipe.revision
    const fileProbes = new Map(file.probes.map((probe) => [probe.id, probe]))
    const asThen = (probe: Probe) => (movedOn.has(probe.id) ? (fileProbes.get(probe.id) ?? probe) : probe)
    const probes = run === null ? [] : latestProbes(runs, setup.id, run.id).map(asThen)
    const records = this.#recordsThen(setup.id, then)
    const lines = file.mailboxes.map((line) => mailboxOf(line, stored))
    const lastRun =
      newest === null || newest.importedAt !== null
        ? null
        : latestProbes(runs, setup.id, newest.id).map(asThen)
    const checklist = buildChecklist({
      ...{ recipe, setup, mailboxes: lines, records, now: then },
      runs: {
        lastSummary: lastRun === null ? null : summarise(lastRun),
        lastState: stateThen(newest, file.run, then),
        refusals: lastRun === null ? null : refusalsOf(lastRun),
        untried:
          lastRun === null
            ? 0
            : countUntried(
                { recipe, setup, mailboxes: [...lines, ...stored.filter((one) => one.purpose !== 'sender')] },
                lastRun,
              ),
      },
    })
    const rebuilt = reportDocument(
      buildReport({
        ...{ setup, recipe, checklist, probes },
        mailboxes: lines,
        run: file.run,
        imported: new Map(all.flatMap(({ id, importedAt: at }) => (at === null ? [] : [[id, at]]))),
        clockSetBack: run === null ? null : datedLaterBefore(runs.listRuns(setup.id), run.id),
        attachments: attachments.listAttachments(setup.id).filter(({ at }) => at <= then),
        credentials: this.#credentialsThen(file),
        people: file.people,
        deadlines: this.#deps.recipes.deadlines(),
        ...(file.generatedBy === null ? {} : { user: file.generatedBy }),
        now: then,
        timeZone: file.timeZone,
        version: file.app.version,
        noteOf: (move) => stepNote(move, wordsFor(file.language).checklist.events),
      }),
      file.language,
    )
    return [
      ...mailboxDifferences(file, stored),
      ...probeDifferences(file.probes, rebuilt.probes),
      ...stepDifferences(file, rebuilt, sameRecipe),
      ...partDifferences(file, rebuilt, {
        sameRecipe,
        sameVersion: file.app.version === this.#deps.surroundings.version,
      }),
    ]
  }

  /** The records as they were: moves made since are taken off again. */
  #recordsThen(setupId: string, then: string): StepRecord[] {
    return this.#deps.setups.stepRecords(setupId).map((record) => {
      const history = record.history.filter(({ at }) => at <= then)
      if (history.length === record.history.length) return record
      return { ...record, history, state: history.at(-1)?.to ?? 'todo', waitUntil: null }
    })
  }

  /** What is kept of the credentials in the file; a token obtained or refused since says nothing about then. */
  #credentialsThen(file: SealedDocument): Credential[] {
    const { credentials } = this.#deps
    const kept = credentials
      .listCredentials(file.setup.id)
      .filter(({ addedAt }) => addedAt <= file.generatedAt)
    const own = file.credentials.map(({ daysLeft: _daysLeft, ...line }): Credential => {
      const found = kept.find(({ kind, addedAt }) => kind === line.kind && addedAt === line.addedAt)
      if (found === undefined) return { ...line, id: file.setup.id, addedBy: '' }
      const { provenAt, refused } = found
      const since = [provenAt, refused?.at ?? null].some((at) => at !== null && at > file.generatedAt)
      return since ? { ...found, provenAt: line.provenAt, refused: line.refused } : found
    })
    const missing = kept.filter(
      ({ kind, addedAt }) => !file.credentials.some((line) => line.kind === kind && line.addedAt === addedAt),
    )
    return [...own, ...missing]
  }
}

const part = (name: Part): ReportDifference => ({ code: 'part', part: name })
const equal = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b)
const key = ({ purpose, address }: { readonly purpose: string; readonly address: string }) =>
  `${purpose} ${address.toLowerCase()}`

/** A run that went on after the report was written has another state and end since. */
function sameRun(file: Run | null, stored: Run, then: string): boolean {
  if (file === null) return false
  const wentOn = stored.finishedAt === null || stored.finishedAt > then
  return equal(file, wentOn ? { ...stored, state: file.state, finishedAt: file.finishedAt } : stored)
}

function stateThen(newest: Run | null, file: Run | null, then: string): Run['state'] | null {
  if (newest === null) return null
  if (newest.finishedAt !== null && newest.finishedAt <= then) return newest.state
  return file?.id === newest.id ? file.state : newest.state
}

/** The line of a report as the mailbox it was made from, as far as it tells. */
function mailboxOf(line: ReportDocument['mailboxes'][number], stored: readonly Mailbox[]): Mailbox {
  const known = stored.find((one) => key(one) === key(line))
  return {
    id: known?.id ?? '00000000-0000-4000-8000-000000000000',
    address: line.address,
    kind: mailboxKinds.find((kind) => kind === line.kind) ?? 'user',
    purpose: mailboxPurposes.find((purpose) => purpose === line.purpose) ?? 'sender',
    displayName: null,
    signInAs: line.signInAs,
    authorisation:
      line.authorisedAt === null
        ? null
        : {
            username: line.authorisedBy ?? '',
            objectId: '',
            tenantId: '',
            at: line.authorisedAt,
            scopes: known?.authorisation?.scopes ?? [],
          },
    problem: line.problemCode === null ? null : { code: 'inside-failed' },
  }
}

/**
 * A mailbox that a run has tried and that is on no list any more was taken off since; one that was signed in later is
 * only known as it is now.
 */
function mailboxDifferences(file: SealedDocument, stored: readonly Mailbox[]): ReportDifference[] {
  const now = new Map(stored.map((one) => [key(one), one]))
  const tried = new Set(file.probes.map(({ from }) => from.toLowerCase()))
  // who received it may have been named anew since; where nothing was sent, nobody tells who it was
  const received = new Set(file.probes.map(({ to }) => to.toLowerCase()))
  const listed = new Set(file.mailboxes.map(key))
  const wrong = file.mailboxes.filter((line) => {
    const here = now.get(key(line))
    if (here === undefined)
      return line.purpose === 'recipient'
        ? received.size > 0 && !received.has(line.address.toLowerCase())
        : !tried.has(line.address.toLowerCase())
    const at = here.authorisation?.at ?? null
    const since = at !== null && at > file.generatedAt
    const sameSignIn =
      since ||
      // signed out since: nothing here can tell who it was
      (at === null && here.problem !== null) ||
      equal([line.authorisedAt, line.authorisedBy], [at, here.authorisation?.username ?? null])
    return !sameSignIn || !equal([line.kind, line.signInAs], [here.kind, here.signInAs])
  })
  const dropped = stored.filter(
    (one) =>
      (one.purpose === 'recipient' ? received : tried).has(one.address.toLowerCase()) &&
      !listed.has(key(one)),
  )
  return [...wrong, ...dropped].map(({ address }) => ({ code: 'mailbox', address }))
}

function probeDifferences(file: readonly Probe[], rebuilt: readonly Probe[]): ReportDifference[] {
  const here = new Map(rebuilt.map((probe) => [probe.id, probe]))
  const listed = new Set(file.map(({ id }) => id))
  const changed = file.filter((probe) => !equal(probe, here.get(probe.id) ?? null))
  const missing = rebuilt.filter(({ id }) => !listed.has(id))
  return [
    ...changed.map(({ from }) => ({ code: 'attempt' as const, from })),
    ...missing.map(({ from }) => ({ code: 'attempt-missing' as const, from })),
  ]
}

/** With another revision of the recipe the texts are others; what was done is the same. */
function stepDifferences(
  file: SealedDocument,
  rebuilt: ReportDocument,
  sameRecipe: boolean,
): ReportDifference[] {
  const here = new Map(rebuilt.steps.list.map((step) => [step.id, step]))
  const wrong = file.steps.list.filter((step) => {
    const own = here.get(step.id)
    if (own === undefined) return sameRecipe
    // until when it waited is only known of the last move
    const waits = step.state === 'waiting' || step.state === 'doing'
    return sameRecipe
      ? !equal(waits ? { ...step, waitUntil: own.waitUntil } : step, own)
      : !equal(step.history, own.history)
  })
  const count = file.steps.list.length === rebuilt.steps.list.length || !sameRecipe
  return [...wrong.map(({ title }) => ({ code: 'step' as const, title })), ...(count ? [] : [part('steps')])]
}

function partDifferences(
  file: SealedDocument,
  rebuilt: ReportDocument,
  { sameRecipe, sameVersion }: { readonly sameRecipe: boolean; readonly sameVersion: boolean },
): ReportDifference[] {
  const setupFacts = ({ setup: { recipe, cloud, ...facts }, peopleSignIn }: ReportDocument) => [
    facts,
    recipe.id,
    sameRecipe ? recipe : null,
    peopleSignIn,
    // a practice tenant may come up on another port
    facts.practice ? { ...cloud, smtp: cloud.smtp.replace(/:\d+$/, '') } : cloud,
  ]
  const parts: readonly (readonly [Part, unknown, unknown])[] = [
    ['setup', setupFacts(file), setupFacts(rebuilt)],
    ['run', file.clockSetBack, rebuilt.clockSetBack],
    ['verdict', file.verdict, rebuilt.verdict],
    ['sentences', [file.brief, file.sentences], [rebuilt.brief, rebuilt.sentences]],
    ['not-tried', file.open, rebuilt.open],
    ['attempts', sameRecipe ? file.checks : null, sameRecipe ? rebuilt.checks : null],
    ['changes', sameRecipe ? file.changes : null, sameRecipe ? rebuilt.changes : null],
    ['credentials', [file.credentials, file.refused], [rebuilt.credentials, rebuilt.refused]],
    ['attachments', file.attachments, rebuilt.attachments],
    ['imported', file.imported, rebuilt.imported],
    ['dates', sameVersion ? file.deadlines : null, sameVersion ? rebuilt.deadlines : null],
    ['manual', sameRecipe ? file.departures : null, sameRecipe ? rebuilt.departures : null],
  ]
  return parts.filter(([, a, b]) => !equal(a, b)).map(([name]) => part(name))
}

/** The rest stays to be read. */
function* firstOf(all: Iterator<JournalEntry>, most: number): Generator<JournalEntry> {
  for (let taken = 0; taken < most; taken += 1) {
    const next = all.next()
    if (next.done === true) return
    yield next.value
  }
}
