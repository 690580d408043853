/** The support bundle: what a helper needs, with nothing secret in it, shown before it is saved. */
import type { SupportPreviewView } from '../../../contract/report-views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { summarise } from '../../../domain/run/summarise.ts'
import { endedAsExpected } from '../../../domain/run/probe-outcome.ts'
import { pseudonymise } from '../../../domain/support/pseudonyms.ts'
import { plainText } from '../../../domain/text/escape.ts'
import { redact, redactDeep } from '../../../domain/text/redact.ts'
import { sayLine } from '../../../words/say-attempt.ts'
import type { Clock, Ids, LogReader, Surroundings } from '../surroundings/surroundings.port.ts'
import type { Files, ZipWriter } from '../surroundings/files.port.ts'
import type { MailboxStore } from '../desk/stores.port.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import type { Words } from '../../../words/words.ts'
import type { OpenSetup, SetupDesk } from '../desk/setup-desk.ts'
import type { ReachService } from '../sign-in/reach-service.ts'
import type { VaultChoice } from '../sign-in/vault-choice.ts'

interface SupportServiceDeps {
  readonly words: Words
  readonly runs: RunStore
  readonly mailboxes: MailboxStore
  readonly files: Files
  readonly zip: ZipWriter
  readonly logTail: LogReader
  readonly clock: Clock
  readonly ids: Ids
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
  readonly vaults: VaultChoice
  readonly reach: Pick<ReachService, 'hosts'>
}

const logBytes = 200_000
/** What went wrong first; a few that went well to compare with. */
const mostTranscripts = 60
const goodTranscripts = 5

export class SupportService {
  readonly #deps: SupportServiceDeps
  #shown: SupportPreviewView | null = null

  constructor(deps: SupportServiceDeps) {
    this.#deps = deps
  }

  /** Every file as it will be saved. Without a setup: this computer alone. */
  async preview(
    setupId: string | null,
    { pseudonyms }: { readonly pseudonyms: boolean },
  ): Promise<Result<SupportPreviewView, AppError>> {
    const opened = setupId === null ? null : this.#deps.desk.open(setupId)
    if (opened !== null && !opened.ok) return opened
    const { surroundings } = this.#deps
    const files = [
      ['surroundings.json', json(await this.#surroundings())],
      ...(opened === null ? [] : this.#ofSetup(opened.value)),
      ['log.txt', this.#deps.logTail.tail(logBytes)],
    ] as [string, string][]
    const about: [string, string] = [
      'README.txt',
      this.#deps.words.support.readme(
        files.map(([name]) => name),
        pseudonyms,
      ),
    ]
    // All of it passed a redactor on its way in; a second look costs nothing. What a server said may command a terminal.
    const texts = [about, ...files].map(([, text]) => redact(plainText(text)))
    const { setup } = opened?.value ?? {}
    const shown = pseudonyms
      ? pseudonymise(texts, {
          words: [surroundings.user, setup?.tenantName ?? '', setup?.name ?? '', ...namesOf(setup?.answers)],
        })
      : texts
    this.#shown = {
      id: this.#deps.ids.uuid(),
      files: [about, ...files].map(([name], index) => ({ name, text: shown[index] ?? '' })),
    }
    return ok(this.#shown)
  }

  /** Saves what was shown under this id, to the letter. */
  async save(id: string, file: string): Promise<Result<null, AppError>> {
    if (this.#shown?.id !== id) return err({ code: 'support-not-shown' })
    const entries = this.#shown.files.map(({ name, text }) => ({ name, content: text }))
    return this.#deps.files.write(file, this.#deps.zip.pack(entries))
  }

  async #surroundings(): Promise<unknown> {
    const { surroundings, clock } = this.#deps
    return {
      madeAt: clock.now().toISOString(),
      version: surroundings.version,
      platform: surroundings.platform,
      runtime: process.versions,
      timeZone: surroundings.timeZone,
      signIn: this.#deps.reach.hosts(),
      keychain: await this.#deps.vaults.state(),
    }
  }

  #ofSetup(opened: OpenSetup): [string, string][] {
    const { setup, recipe } = opened
    const { runs, mailboxes } = this.#deps
    const checklist = this.#deps.desk.checklist(opened)
    const [run] = runs.listRuns(setup.id)
    const facts = {
      id: setup.id,
      name: setup.name,
      recipe: { id: recipe.id, revision: recipe.revision },
      cloud: setup.cloud,
      tenantId: setup.tenantId,
      tenantName: setup.tenantName,
      clientId: setup.clientId,
      recipient: setup.recipient,
      practice: setup.practice !== null,
      answers: setup.answers,
      createdAt: setup.createdAt,
    }
    const steps = checklist.steps.map(({ id, state, waitUntil, waitsFor, history }) => ({
      id,
      state,
      waitUntil,
      waitsFor,
      history,
    }))
    const listed = mailboxes
      .listMailboxes(setup.id)
      .map(({ address, kind, purpose, signInAs, authorisation, problem }) => ({
        address,
        kind,
        purpose,
        signInAs,
        authorised: authorisation === null ? null : { at: authorisation.at, scopes: authorisation.scopes },
        problem,
      }))
    const always: [string, string][] = [
      ['setup.json', json(facts)],
      ['checklist.json', json(steps)],
      ['mailboxes.json', json(listed)],
    ]
    if (run === undefined) return always
    const probes = runs.probes(run.id)
    return [
      ...always,
      ['run.json', json({ run, summary: summarise(probes), probes })],
      [
        'journal.txt',
        Array.from(runs.journal(run.id), (entry) => `${JSON.stringify(redactDeep(entry))}\n`).join(''),
      ],
      ['transcripts.txt', this.#transcripts(probes)],
    ]
  }

  #transcripts(probes: readonly Probe[]): string {
    const wrong = probes.filter((probe) => !endedAsExpected(probe)).slice(0, mostTranscripts)
    const good = probes.filter(endedAsExpected).slice(0, goodTranscripts)
    return [...wrong, ...good]
      .map(
        (probe) =>
          `== ${[probe.from, probe.transport, probe.expected, probe.outcome ?? probe.phase].join(' ')}\n${this.#deps.runs
            .transcript(probe.id)
            .map((line) => `${line.at} ${line.side}: ${redact(sayLine(this.#deps.words, line))}\n`)
            .join('')}`,
      )
      .join('\n')
  }
}

const json = (value: unknown) => `${JSON.stringify(redactDeep(value), null, 2)}\n`

/** Free text and host names among the answers; the recipe's own words stay. */
function namesOf(answers: Readonly<Record<string, unknown>> = {}): string[] {
  return Object.values(answers)
    .flat()
    .filter((value): value is string => typeof value === 'string' && value.includes('.'))
}
