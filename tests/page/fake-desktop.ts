/** A behaving `window.desktop` without main: the domain's own rules over a store in memory, with timers for the world. */
import { parse } from 'yaml'
import deadlinesFile from '../../assets/deadlines.yaml?raw'
import eap from '../../assets/recipes/eap.yaml?raw'
import { isAnsweredAsText, isAskedAsText, isToldAsText } from '../../src/contract/as-text.ts'
import type { CallInput, CallName, CallOutput } from '../../src/contract/calls.ts'
import { callNames } from '../../src/contract/names.ts'
import type { DesktopApi } from '../../src/contract/desktop-api.ts'
import type { EventName, EventPayload } from '../../src/contract/events.ts'
import type { AttachmentView, AuthQueueView, RunView, SetupView } from '../../src/contract/views.ts'
import { appError, type AppError } from '../../src/domain/app-error.ts'
import { buildChecklist, type ChecklistInput } from '../../src/domain/checklist/build-checklist.ts'
import type { ChecklistStep } from '../../src/domain/checklist/checklist.ts'
import { moveStep } from '../../src/domain/checklist/move-step.ts'
import { stepConflicts } from '../../src/domain/checklist/step-conflicts.ts'
import type { StepMove, StepRecord } from '../../src/domain/checklist/step-record.ts'
import { soonestExpiry } from '../../src/domain/expiry/expiry-list.ts'
import { undoStep } from '../../src/domain/checklist/undo-step.ts'
import { soonestWait } from '../../src/domain/checklist/waiting.ts'
import { parseDeadlines } from '../../src/domain/deadline/deadline.ts'
import { markOf, mergeTicks, type FieldTick } from '../../src/domain/field-sheet/field-tick.ts'
import { fieldSheet } from '../../src/domain/field-sheet/field-sheet.ts'
import type { Mailbox, MailboxRow } from '../../src/domain/mailbox/mailbox.ts'
import { parseMailboxes } from '../../src/domain/mailbox/parse-mailboxes.ts'
import { parseRecipe } from '../../src/domain/recipe/parse-recipe.ts'
import type { Recipe } from '../../src/domain/recipe/recipe.ts'
import { err, ok, type Result } from '../../src/domain/result.ts'
import { planRun, signInsOf } from '../../src/domain/run/plan-run.ts'
import { messageIdFor } from '../../src/domain/run/probe-mail.ts'
import { summarise, untried, type Probe, type Run } from '../../src/domain/run/run.ts'
import { checkAnswers, checkSetupName, checkTenantId } from '../../src/domain/setup/answers.ts'
import type { Setup } from '../../src/domain/setup/setup.ts'
import { FakeCredentials } from './fake-credentials.ts'
import { setupTemplate } from '../../src/domain/template/template.ts'
import { cautionsOf, deadlinesOf } from '../../src/main/services/recipe-warnings.ts'
import { refusal, sampleCauses, tooEarly } from './sample-diagnoses.ts'
import { recipeView } from '../../src/main/services/recipe-view.ts'

export interface FakeOptions {
  readonly online?: boolean
  readonly keychain?: 'ready' | 'locked' | 'absent'
  /** Milliseconds that the world takes for one sign-in or one message. */
  readonly pace?: number
}

interface Held {
  setup: Setup
  records: Map<string, StepRecord>
  mailboxes: Mailbox[]
  runs: { run: Run; probes: Probe[] }[]
  attachments: AttachmentView[]
  queue: AuthQueueView
  ticks: FieldTick[]
  secret: boolean
}

const read = parseRecipe(parse(eap))
if (!read.ok) throw new Error(JSON.stringify(read.error))
const recipe: Recipe = read.value
const dates = parseDeadlines(parse(deadlinesFile))
if (!dates.ok) throw new Error(JSON.stringify(dates.error))
const deadlines = dates.value

const names = [
  'orders',
  'invoices',
  'warehouse',
  'finance',
  'service',
  'it',
  'hr',
  'sales',
  'returns',
  'purchasing',
  'logistics',
  'reception',
]
const practiceAddress = (index: number) =>
  `${names[index] ?? `team${String(index + 1).padStart(2, '0')}`}@contoso.example`

export class FakeDesktop {
  readonly api: DesktopApi
  readonly #held = new Map<string, Held>()
  readonly #credentials = new FakeCredentials()
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>()
  readonly #options: Required<FakeOptions>
  #theme: 'system' | 'light' | 'dark' = 'system'
  /** Everything the page asked for, for tests that look at calls. */
  readonly asked: { readonly name: CallName; readonly input: unknown }[] = []

  constructor(options: FakeOptions = {}) {
    this.#options = { online: true, keychain: 'ready', pace: 300, ...options }
    const calls = this.#calls()
    const call = Object.fromEntries(
      callNames.map((name) => [
        name,
        async (sent: never) => {
          const input = (isAskedAsText(name) ? JSON.parse(sent) : sent) as never
          this.asked.push({ name, input })
          await Promise.resolve()
          const answer = calls[name] as ((input: never) => Result<unknown, AppError>) | undefined
          const reply = answer?.(input) ?? err(appError('internal', `The fake has no ${name}.`))
          if (reply.ok && isAnsweredAsText(name)) return ok(JSON.stringify(reply.value))
          return structuredClone(reply)
        },
      ]),
    ) as unknown as DesktopApi['call']
    const on = Object.fromEntries(
      (['setup.changed', 'auth.progress', 'run.progress', 'app.notice'] as const).map((name) => [
        name,
        (listener: (payload: never) => void) => {
          const set = this.#listeners.get(name) ?? new Set()
          this.#listeners.set(name, set.add(listener))
          return () => void set.delete(listener)
        },
      ]),
    ) as unknown as DesktopApi['on']
    this.api = { call, on }
  }

  emit<N extends EventName>(name: N, payload: EventPayload<N>): void {
    const sent = isToldAsText(name) ? JSON.stringify(payload) : structuredClone(payload)
    for (const listener of this.#listeners.get(name) ?? []) listener(sent as never)
  }

  /** The calls that the pages of the main job make; main may offer more. */
  #calls(): { readonly [N in CallName]?: (input: CallInput<N>) => Result<CallOutput<N>, AppError> } {
    return {
      'app.status': () =>
        ok({
          version: '0.1.0',
          keychain: this.#options.keychain,
          keychainNote:
            this.#options.keychain === 'ready'
              ? null
              : 'Windows Credential Manager does not answer. Sign in to Windows again.',
          online: this.#options.online,
          dataFolder: 'C:\\Users\\jane\\AppData\\Roaming\\Sendproof',
          platform: 'Windows 11 23H2',
          user: 'CONTOSO\\jane',
        }),
      'app.setTheme': ({ theme }) => {
        this.#theme = theme
        return ok(null)
      },
      'app.theme': () => ok({ theme: this.#theme }),
      'app.openLink': () => ok(null),
      'app.setTitle': () => ok(null),
      'recipe.list': () => ok([recipeView(recipe)]),
      'setup.list': () => ok([...this.#held.values()].map((held) => this.#card(held))),
      'setup.create': (input) => this.#create(input),
      'setup.get': ({ setup }) => this.#with(setup, (held) => ok(this.#view(held))),
      'setup.update': ({ setup, name, answers, tenantId, clientId, recipient }) =>
        this.#with(setup, (held) => {
          const checked = checkAnswers(recipe, answers ?? held.setup.answers)
          if (!checked.ok) return checked
          held.setup = {
            ...held.setup,
            answers: checked.value,
            name: name ?? held.setup.name,
            tenantId: tenantId ?? held.setup.tenantId,
            clientId: clientId ?? held.setup.clientId,
            recipient: recipient ?? held.setup.recipient,
          }
          return this.#changed(setup)
        }),
      'setup.remove': ({ setup }) => {
        this.#held.delete(setup)
        this.emit('setup.changed', { setup: null })
        return ok({ removed: true })
      },
      'step.set': ({ setup, step, state, note }) =>
        this.#move(setup, step, state, 'CONTOSO\\jane', 'person', note),
      'step.practise': ({ setup, step }) =>
        this.#move(setup, step, 'done', 'Practice administrator', 'practice', null),
      'step.undo': ({ setup, step }) =>
        this.#record(setup, step, (one) => undoStep(one, 'CONTOSO\\jane', now())),
      'step.conflicts': ({ setup }) =>
        this.#with(setup, (held) => ok(stepConflicts(this.#checklistInput(held)))),
      'step.attachments': ({ setup }) => this.#with(setup, (held) => ok([...held.attachments])),
      'step.attach': ({ setup, step }) =>
        this.#with(setup, (held) => {
          const attached: AttachmentView = {
            step,
            name: `consent ${held.attachments.length + 1}.png`,
            size: 48_213,
            sha256: `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll('-', ''),
            who: 'CONTOSO\\jane',
            at: now(),
            here: held.attachments.length % 2 === 0,
          }
          held.attachments.push(attached)
          this.#changed(setup)
          return ok(attached)
        }),
      'step.saveAttachment': () => ok(savedAs('consent.png')),
      'setup.export': () => ok(savedAs('Contoso EAP.sendproof')),
      'setup.import': ({ file, passphrase }) => this.#import(file, passphrase),
      'handoff.save': () => ok(savedAs('Hand-over')),
      'handoff.accept': ({ setup }) =>
        this.#with(setup, (held) => {
          const step = this.#checklist(held).steps.find((one) => one.role === 'entra-admin')
          return ok({
            who: 'Omar, Entra admin',
            ids: [],
            steps:
              step === undefined
                ? []
                : [
                    {
                      step: step.id,
                      title: step.title,
                      from: step.state,
                      to: 'done',
                      note: 'Single tenant.',
                    },
                  ],
          })
        }),
      'template.save': () => ok(savedAs('EAP template.json')),
      'template.open': () => {
        const held = [...this.#held.values()][0]
        return ok(
          held === undefined
            ? null
            : setupTemplate(recipe, held.setup, [...held.records.values()], held.mailboxes),
        )
      },
      'template.apply': ({ template }) => ok({ notes: template.notes.length }),
      'mailbox.list': ({ setup }) => this.#with(setup, (held) => ok([...held.mailboxes])),
      'mailbox.preview': ({ setup, text }) =>
        this.#with(setup, (held) => ok(parseMailboxes(text, held.mailboxes))),
      'mailbox.import': ({ setup, rows }) => this.#with(setup, (held) => ok(this.#take(held, rows))),
      'mailbox.readCsv': () =>
        ok({
          text: 'E-mail;Type;Delegate\norders@contoso.example;user;\nsales@contoso.example;shared;orders@contoso.example\nnot an address;user;\n',
        }),
      'mailbox.remove': ({ setup, mailboxes }) =>
        this.#with(setup, (held) => {
          held.mailboxes = held.mailboxes.filter((mailbox) => !mailboxes.includes(mailbox.id))
          return this.#changed(setup)
        }),
      'mailbox.setOutside': ({ setup }) => this.#with(setup, () => ok(null)),
      'run.tryNow': ({ run }) => this.#ofRun(run, () => ok(null)),
      'run.compare': ({ setup }) => this.#with(setup, () => ok(null)),
      'mailbox.setRecipient': ({ setup, address }) =>
        this.#with(setup, (held) => {
          if (!address.includes('@'))
            return err(
              appError('bad-input', `“${address}” has no @ in it.`, {
                field: 'address',
                next: 'Write it like name@contoso.com.',
              }),
            )
          held.setup = { ...held.setup, recipient: address }
          held.mailboxes = [
            ...held.mailboxes.filter((mailbox) => mailbox.purpose === 'sender'),
            newMailbox({ address, kind: 'user', displayName: null, signInAs: address }, 'recipient'),
          ]
          return this.#changed(setup)
        }),
      'diagnose.text': ({ text, setup, surface, answers }) => {
        const diagnosed = sampleCauses(text, surface, answers)
        const held = setup === null ? undefined : this.#held.get(setup)
        const named = new Set(diagnosed.diagnosis.candidates.map((cause) => cause.step))
        const steps = held === undefined ? [] : this.#checklist(held).steps
        return ok({
          ...diagnosed,
          steps: steps.filter((step) => named.has(step.id)).map(({ id, title }) => ({ id, title })),
        })
      },
      'auth.start': ({ setup, mailboxes }) => this.#with(setup, (held) => this.#authorise(held, mailboxes)),
      'auth.get': ({ setup }) => this.#with(setup, (held) => ok(held.queue)),
      'auth.cancel': ({ setup }) =>
        this.#with(setup, (held) => {
          held.queue = { ...held.queue, state: 'cancelling' }
          this.emit('auth.progress', held.queue)
          return ok(null)
        }),
      'auth.forget': ({ setup, mailbox }) =>
        this.#with(setup, (held) => {
          held.mailboxes = held.mailboxes.map((one) =>
            one.id === mailbox ? { ...one, authorisation: null } : one,
          )
          return this.#changed(setup)
        }),
      ...this.#credentials.calls(
        (setup) => this.#with(setup, ok),
        (setup) => this.#changed(setup),
      ),
      'run.plan': ({ setup }) =>
        this.#with(setup, (held) =>
          ok({
            ...planRun({ setup: held.setup, recipe, mailboxes: held.mailboxes, credential: true }),
            needsOutside: false,
            needsCredential: false,
            readsBack: held.mailboxes.some(
              (mailbox) => mailbox.purpose === 'recipient' && mailbox.authorisation !== null,
            ),
          }),
        ),
      'run.start': ({ setup, only, parallel }) =>
        this.#with(setup, (held) => this.#start(held, only, parallel)),
      'run.get': ({ run }) => this.#ofRun(run, (held) => ok(runView(held))),
      'run.list': ({ setup }) =>
        this.#with(setup, (held) =>
          ok(held.runs.map(({ run }) => ({ id: run.id, startedAt: run.startedAt, state: run.state }))),
        ),
      'run.pause': ({ run }) => this.#setRun(run, 'paused'),
      'run.resume': ({ run }) => this.#setRun(run, 'running'),
      'run.stop': ({ run }) => this.#setRun(run, 'stopped'),
      'run.probe': ({ run, probe }) =>
        this.#ofRun(run, ({ probes }) => {
          const found = probes.find((one) => one.id === probe)
          return found === undefined ? err(unknown()) : ok({ probe: found, transcript: transcriptOf(found) })
        }),
      'run.confirm': ({ run, code }) =>
        this.#ofRun(run, (held) => {
          const found = held.probes.find((one) => one.code === code.trim().toUpperCase())
          if (found === undefined)
            return err(
              appError('bad-input', 'No message of this run carries this code.', {
                field: 'code',
                next: 'Type the six characters in square brackets from the mail’s subject.',
              }),
            )
          this.#probe(held, found.id, { receipt: 'confirmed', receivedAt: now() })
          return ok({ probe: found.id, from: found.from })
        }),
      'fieldSheet.get': ({ setup }) =>
        this.#with(setup, (held) =>
          ok({
            ...fieldSheet(recipe, held.setup, held.mailboxes, held.ticks),
            secret: { kept: held.secret, note: null },
          }),
        ),
      'fieldSheet.tick': ({ setup, places, typed }) =>
        this.#with(setup, (held) => {
          const { screens } = fieldSheet(recipe, held.setup, held.mailboxes)
          const values = new Map(
            screens.flatMap(({ fields }) =>
              fields.map(({ place, value, secret }) => [place, secret ? '' : markOf(value)] as const),
            ),
          )
          const ticks = places.map((place) => ({
            place,
            typed,
            at: now(),
            who: 'CONTOSO\\jane',
            mark: values.get(place) ?? '',
          }))
          held.ticks = mergeTicks(held.ticks, ticks)
          return this.#changed(setup)
        }),
      'fieldSheet.copySecret': ({ setup }) =>
        this.#with(setup, (held) =>
          held.secret
            ? ok({ copied: true, clearsInSeconds: 30 })
            : err(appError('not-found', 'No secret is kept here yet.')),
        ),
      'report.get': ({ setup }) => ok({ address: `app://report/${setup}/newest?at=0` }),
      'report.save': ({ format }) =>
        ok({
          saved: true,
          path: `C:\\Users\\jane\\Documents\\Contoso.${format}`,
          digest: '3c0f'.repeat(16),
        }),
      'report.check': () =>
        ok({
          result: 'changed',
          why: 'bytes',
          report: null,
          store: 'not-looked',
          differences: [],
        }),
      'task.save': () =>
        ok({
          saved: true,
          path: 'C:\\Users\\jane\\Reports\\Contoso task.xml',
          command:
            'schtasks /Create /TN "Sendproof\\Verify Contoso" /XML "C:\\Users\\jane\\Reports\\Contoso task.xml"',
          reports: 'C:\\Users\\jane\\Reports',
        }),
      'support.preview': () =>
        ok({
          id: '00000000-0000-4000-8000-00000000beef',
          files: [
            { name: 'README.txt', text: 'Sendproof support bundle\n' },
            { name: 'log.txt', text: '' },
          ],
        }),
      'support.save': () => ok({ saved: true, path: 'C:\\Users\\jane\\Sendproof support.zip' }),
    }
  }

  #with<T>(setup: string, answer: (held: Held) => Result<T, AppError>): Result<T, AppError> {
    const held = this.#held.get(setup)
    return held === undefined
      ? err(
          appError('not-found', 'This setup is not in the store any more.', {
            next: 'Go back to the list of setups.',
          }),
        )
      : answer(held)
  }

  #ofRun<T>(
    id: string,
    answer: (run: { run: Run; probes: Probe[] }, held: Held) => Result<T, AppError>,
  ): Result<T, AppError> {
    for (const held of this.#held.values()) {
      const found = held.runs.find(({ run }) => run.id === id)
      if (found !== undefined) return answer(found, held)
    }
    return err(unknown())
  }

  #changed(setup: string): Result<null, AppError> {
    this.emit('setup.changed', { setup })
    return ok(null)
  }

  #create({ name, answers, where }: CallInput<'setup.create'>): Result<{ id: string }, AppError> {
    const checkedName = checkSetupName(name)
    if (!checkedName.ok) return checkedName
    const checked = checkAnswers(recipe, answers)
    if (!checked.ok) return checked
    const tenant = where.kind === 'tenant' ? checkTenantId(where.tenantId) : ok(crypto.randomUUID() as string)
    if (!tenant.ok) return tenant
    const practice = where.kind === 'practice'
    const setup: Setup = {
      id: crypto.randomUUID(),
      name: checkedName.value,
      recipeId: recipe.id,
      recipeRevision: recipe.revision,
      createdAt: now(),
      cloud: {
        name: practice ? 'Practice tenant' : 'Global',
        kind: practice ? 'practice' : 'global',
        authority: 'https://login.microsoftonline.com',
        graph: 'https://graph.microsoft.com',
        smtp: practice ? { host: 'localhost', port: 49587 } : { host: 'smtp.office365.com', port: 587 },
        smtpResource: 'https://outlook.office.com',
        graphResource: 'https://graph.microsoft.com',
      },
      tenantId: tenant.value,
      tenantName: 'contoso.example',
      clientId: practice && where.prepared ? crypto.randomUUID() : null,
      answers: checked.value,
      recipient: practice ? 'verify@contoso.example' : null,
      practice: practice
        ? { mailboxes: where.mailboxes, seed: 1, prepared: where.prepared, faults: [] }
        : null,
    }
    const held: Held = {
      setup,
      records: new Map(),
      mailboxes: [],
      runs: [],
      attachments: [],
      queue: { setupId: setup.id, state: 'idle', items: [] },
      ticks: [],
      secret: practice && where.prepared,
    }
    if (practice)
      held.mailboxes.push(
        newMailbox(
          {
            address: 'verify@contoso.example',
            kind: 'user',
            displayName: null,
            signInAs: 'verify@contoso.example',
          },
          'recipient',
        ),
      )
    this.#held.set(setup.id, held)
    if (practice && where.prepared)
      for (const step of recipe.steps)
        if (step.practice.length > 0)
          this.#move(setup.id, step.id, 'done', 'Practice administrator', 'practice', null)
    this.emit('setup.changed', { setup: null })
    return ok({ id: setup.id })
  }

  #move(
    setup: string,
    stepId: string,
    to: StepMove['to'],
    who: string,
    by: StepMove['by'],
    note: string | null,
  ): Result<null, AppError> {
    return this.#record(setup, stepId, (step) => moveStep(step, to, who, by, now(), note))
  }

  #record(
    setup: string,
    stepId: string,
    decide: (step: ChecklistStep) => ReturnType<typeof moveStep>,
  ): Result<null, AppError> {
    return this.#with(setup, (held) => {
      const step = this.#checklist(held).steps.find((one) => one.id === stepId)
      if (step === undefined) return err(appError('not-found', `No step “${stepId}”.`))
      const moved = decide(step)
      if (!moved.ok) return moved
      const before = held.records.get(stepId)
      held.records.set(stepId, {
        stepId,
        state: moved.value.move.to,
        waitUntil: moved.value.waitUntil,
        history: [...(before?.history ?? []), moved.value.move],
      })
      return this.#changed(setup)
    })
  }

  #take(held: Held, rows: readonly MailboxRow[]): { added: number; updated: number } {
    const known = new Set(held.mailboxes.map((mailbox) => mailbox.address))
    const added = rows.filter((row) => !known.has(row.address))
    held.mailboxes = [...held.mailboxes, ...added.map((row) => newMailbox(row, 'sender'))]
    this.emit('setup.changed', { setup: held.setup.id })
    return { added: added.length, updated: rows.length - added.length }
  }

  #authorise(held: Held, ids: readonly string[]): Result<AuthQueueView, AppError> {
    if (this.#options.keychain !== 'ready')
      return err(
        appError('keychain-absent', 'There is no keychain on this PC, so sign-ins cannot be kept.', {
          next: 'Start the Credential Manager service.',
        }),
      )
    const wanted = held.mailboxes.filter((mailbox) => ids.includes(mailbox.id))
    held.queue = {
      setupId: held.setup.id,
      state: 'running',
      items: wanted.map(({ id, address, signInAs }) => ({
        mailboxId: id,
        address,
        signInAs,
        state: 'waiting',
        error: null,
      })),
    }
    const step = (index: number) => {
      const item = held.queue.items[index]
      if (item === undefined || held.queue.state === 'cancelling') {
        held.queue = {
          ...held.queue,
          state: 'idle',
          items: held.queue.items.map((one) =>
            one.state === 'waiting' ? { ...one, state: 'cancelled' } : one,
          ),
        }
        this.emit('auth.progress', held.queue)
        this.#changed(held.setup.id)
        return
      }
      this.#queueItem(held, index, { state: 'signing-in' })
      setTimeout(() => {
        const wrong = item.address.startsWith('hr@')
        const problem = wrong
          ? appError(
              'wrong-account',
              'it@contoso.example signed in, but hr@contoso.example was meant. Nothing was kept.',
              {
                next: 'Let the owner of hr@contoso.example sign in; the account picker shows all accounts.',
                details: 'preferred_username=it@contoso.example tid=5b3e…',
              },
            )
          : null
        held.mailboxes = held.mailboxes.map((mailbox) =>
          mailbox.id !== item.mailboxId
            ? mailbox
            : {
                ...mailbox,
                problem,
                authorisation: wrong
                  ? null
                  : {
                      username: item.signInAs,
                      objectId: crypto.randomUUID(),
                      tenantId: held.setup.tenantId ?? '',
                      at: now(),
                      scopes: ['https://outlook.office.com/SMTP.Send'],
                    },
              },
        )
        this.#queueItem(held, index, wrong ? { state: 'failed', error: problem } : { state: 'authorised' })
        step(index + 1)
      }, this.#options.pace)
    }
    step(0)
    return ok(held.queue)
  }

  #queueItem(held: Held, index: number, change: Partial<AuthQueueView['items'][number]>): void {
    held.queue = {
      ...held.queue,
      items: held.queue.items.map((item, at) => (at === index ? { ...item, ...change } : item)),
    }
    this.emit('auth.progress', held.queue)
  }

  #start(held: Held, only: 'all' | 'failed', parallel: number): Result<{ run: string } | null, AppError> {
    const plan = planRun({ setup: held.setup, recipe, mailboxes: held.mailboxes, credential: true })
    const last = held.runs[0]
    const bad = new Set(
      last?.probes.filter((probe) => probe.outcome !== 'accepted').map((probe) => probe.mailboxId),
    )
    const chosen = only === 'all' ? plan.probes : plan.probes.filter((probe) => bad.has(probe.mailboxId))
    const run: Run = {
      id: crypto.randomUUID(),
      setupId: held.setup.id,
      state: 'running',
      startedAt: now(),
      finishedAt: null,
      startedBy: 'CONTOSO\\jane',
      importedAt: null,
      to: plan.to ?? '',
    }
    const probes = chosen.map((planned, index): Probe => {
      const id = crypto.randomUUID()
      return {
        id,
        runId: run.id,
        seq: index + 1,
        check: planned.check,
        transport: planned.transport,
        mailboxId: planned.mailboxId,
        mailbox: planned.mailbox,
        from: planned.from,
        to: planned.to,
        expected: planned.expected,
        messageId: messageIdFor(id, planned.from),
        code: String(100000 + index),
        ...untried,
      }
    })
    const entry = { run, probes }
    held.runs.unshift(entry)
    this.#carryOn(entry, held, parallel)
    this.#changed(held.setup.id)
    return ok({ run: run.id })
  }

  #carryOn(entry: { run: Run; probes: Probe[] }, held: Held, parallel: number): void {
    const readsBack = held.mailboxes.some(
      (mailbox) => mailbox.purpose === 'recipient' && mailbox.authorisation !== null,
    )
    const tick = () => {
      if (entry.run.state !== 'running') return
      for (const probe of entry.probes
        .filter((one) => one.receipt === 'waiting' && readsBack)
        .slice(0, parallel))
        this.#probe(entry, probe.id, {
          receipt: 'received',
          receivedAt: now(),
          seenFrom: probe.from,
          seenSender: probe.mailbox,
        })
      for (const probe of entry.probes.filter((one) => one.phase === 'handing-over').slice(0, parallel)) {
        const end = { phase: 'done' as const, ms: 812 }
        if (probe.from.startsWith('sales@'))
          this.#probe(entry, probe.id, { ...end, outcome: 'refused', stage: 'body', ...refusal(probe) })
        else if (probe.from.startsWith('service@'))
          this.#probe(entry, probe.id, { ...end, outcome: 'refused', stage: 'auth', ...tooEarly() })
        else
          this.#probe(entry, probe.id, {
            ...end,
            outcome: 'accepted',
            receipt: 'waiting',
            reply: '250 2.0.0 OK',
          })
      }
      for (const probe of entry.probes.filter((one) => one.phase === 'planned').slice(0, parallel))
        this.#probe(entry, probe.id, { phase: 'handing-over', startedAt: now() })
      const over = entry.probes.every(
        (probe) => probe.phase === 'done' && (probe.receipt !== 'waiting' || !readsBack),
      )
      if (over) entry.run = { ...entry.run, state: 'finished', finishedAt: now() }
      this.emit('run.progress', runProgress(entry))
      if (over) this.#changed(held.setup.id)
      else setTimeout(tick, this.#options.pace)
    }
    setTimeout(tick, 0)
  }

  #setRun(id: string, state: Run['state']): Result<null, AppError> {
    return this.#ofRun(id, (entry, held) => {
      const before = entry.run.state
      entry.run = { ...entry.run, state }
      this.emit('run.progress', runProgress(entry))
      if (state === 'running' && before !== 'running') this.#carryOn(entry, held, 8)
      return this.#changed(held.setup.id)
    })
  }

  #probe(entry: { probes: Probe[] }, id: string, change: Partial<Probe>): void {
    entry.probes = entry.probes.map((probe) => (probe.id === id ? { ...probe, ...change } : probe))
  }

  #checklist(held: Held) {
    return buildChecklist(this.#checklistInput(held))
  }

  #checklistInput(held: Held): ChecklistInput {
    const last = held.runs[0]
    return {
      recipe,
      setup: held.setup,
      mailboxes: held.mailboxes,
      records: [...held.records.values()],
      runs: {
        lastSummary: last === undefined ? null : summarise(last.probes),
        lastState: last?.run.state ?? null,
      },
      now: now(),
    }
  }

  /** The first call chooses a sealed file, the second opens it and joins it with the first setup. */
  #import(file: string | null, passphrase: string | null): Result<CallOutput<'setup.import'>, AppError> {
    const held = [...this.#held.values()][0]
    if (held === undefined) return ok(null)
    if (file === null || passphrase === null)
      return ok({ kind: 'asks', for: 'passphrase', file: file ?? crypto.randomUUID(), problem: null })
    if (passphrase !== 'correct horse battery')
      return ok({
        kind: 'asks',
        for: 'passphrase',
        file,
        problem: appError('bad-input', 'The passphrase does not open this file.', { field: 'passphrase' }),
      })
    const [first] = this.#checklist(held).steps
    return ok({
      kind: 'imported',
      imported: {
        id: held.setup.id,
        name: held.setup.name,
        created: false,
        steps:
          first === undefined
            ? []
            : [{ step: first.id, moves: 2, from: first.state, to: 'done', both: true }],
        mailboxes: 3,
        runs: 0,
        attachments: 1,
        filled: ['clientId'],
        differences: [{ what: 'answer hostname', here: 'eap.contoso.example', file: 'eap2.contoso.example' }],
      },
    })
  }

  #card(held: Held): CallOutput<'setup.list'>[number] {
    const { setup } = held
    const checklist = this.#checklist(held)
    const last = held.runs[0]
    return {
      id: setup.id,
      name: setup.name,
      recipeId: recipe.id,
      recipeName: recipe.name,
      tenantName: setup.tenantName,
      cloud: { name: setup.cloud.name, kind: setup.cloud.kind },
      practice: setup.practice !== null,
      steps: { total: checklist.total, done: checklist.done },
      next: checklist.steps.find((step) => step.id === checklist.next)?.title ?? null,
      waiting: soonestWait(checklist.steps),
      deadlines: deadlinesOf(warningPorts, { setup, recipe }),
      lastRun:
        last === undefined
          ? null
          : { at: last.run.startedAt, state: last.run.state, summary: summarise(last.probes) },
      expiry: soonestExpiry(this.#credentials.of(setup.id)),
      createdAt: setup.createdAt,
    }
  }

  #view(held: Held): SetupView {
    const { setup, mailboxes } = held
    const senders = mailboxes.filter((mailbox) => mailbox.purpose === 'sender')
    return {
      id: setup.id,
      name: setup.name,
      recipe: recipeView(recipe, setup.answers),
      tenantId: setup.tenantId,
      tenantName: setup.tenantName,
      clientId: setup.clientId,
      recipient: setup.recipient,
      cloud: {
        name: setup.cloud.name,
        kind: setup.cloud.kind,
        smtp: `${setup.cloud.smtp.host}:${setup.cloud.smtp.port}`,
      },
      answers: setup.answers,
      practice:
        setup.practice === null
          ? null
          : {
              running: true,
              faults: [],
              outside: 'payroll@contoso.example',
              mailboxes: Array.from({ length: setup.practice.mailboxes }, (_, index) => ({
                address: practiceAddress(index),
                kind: practiceAddress(index).startsWith('sales@') ? 'shared' : 'user',
                displayName: (names[index] ?? `Team ${index + 1}`).toUpperCase(),
                signInAs: practiceAddress(index).startsWith('sales@')
                  ? practiceAddress(0)
                  : practiceAddress(index),
              })),
            },
      checklist: this.#checklist(held),
      deadlines: deadlinesOf(warningPorts, { setup, recipe }),
      cautions: cautionsOf({ setup, recipe }),
      mailboxes: {
        total: senders.length,
        authorised: senders.filter((mailbox) => mailbox.authorisation !== null).length,
        problems: senders.filter((mailbox) => mailbox.problem !== null).length,
      },
      signIns: signInsOf(recipe, setup.answers),
      lastRunId: held.runs[0]?.run.id ?? null,
    }
  }
}

const now = () => new Date().toISOString()
const savedAs = (name: string) => ({ saved: true, path: `C:\\Users\\jane\\Documents\\${name}` })
const warningPorts = { recipes: { deadlines: () => deadlines }, clock: { now: () => new Date() } }
const unknown = () => appError('not-found', 'This run or probe is not in the store.')

function newMailbox(row: MailboxRow, purpose: Mailbox['purpose']): Mailbox {
  return { ...row, id: crypto.randomUUID(), purpose, authorisation: null, problem: null }
}

function runView({ run, probes }: { run: Run; probes: readonly Probe[] }): RunView {
  const left = probes.filter((probe) => probe.phase !== 'done').length
  return {
    run,
    summary: summarise(probes),
    revision: Date.now(),
    probes: [...probes],
    rate: run.state === 'running' ? 2.4 : null,
    secondsLeft: run.state === 'running' ? left / 2.4 : null,
    lookingFor: probes.filter((probe) => probe.receipt === 'waiting').length,
  }
}

function runProgress(entry: { run: Run; probes: readonly Probe[] }): EventPayload<'run.progress'> {
  const { probes, ...figures } = runView(entry)
  return { ...figures, changed: probes }
}

function transcriptOf(probe: Probe): CallOutput<'run.probe'>['transcript'] {
  const line = (side: 'client' | 'server' | 'note', text: string) => ({
    at: probe.startedAt ?? now(),
    side,
    text,
  })
  if (probe.phase !== 'done') return []
  return [
    line('server', '220 PRACTICE.PROD.OUTLOOK.COM Microsoft ESMTP MAIL Service ready'),
    line('client', 'STARTTLS'),
    line('note', 'TLS 1.3, certificate verified'),
    line('client', 'AUTH XOAUTH2 [masked]'),
    line('server', '235 2.7.0 Authentication successful'),
    line('client', `MAIL FROM:<${probe.from}>`),
    line('server', '250 2.1.0 Sender OK'),
    line('client', 'DATA (1,204 bytes)'),
    line('server', probe.reply ?? ''),
  ]
}
