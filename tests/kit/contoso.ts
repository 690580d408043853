/** Contoso brings EAP to Microsoft 365: its setup, mailboxes, steps and run, with ids a story can name. */
import { buildChecklist } from '../../src/domain/checklist/build-checklist.ts'
import type { Checklist } from '../../src/domain/checklist/checklist.schema.ts'
import type { Mailbox } from '../../src/domain/mailbox/mailbox.schema.ts'
import type { Recipe } from '../../src/domain/recipe/recipe.schema.ts'
import type { Probe, Run } from '../../src/domain/run/run.schema.ts'
import { summarise } from '../../src/domain/run/summarise.ts'
import type { Setup } from '../../src/domain/setup/setup.schema.ts'
import type { StepRecord, StepState } from '../../src/domain/step/step-record.schema.ts'
import { eap } from './assets.ts'
import { aMailbox, aProbe, aRun, aSetup, globalCloud } from './samples.ts'

export const now = '2026-11-21T13:02:00.000Z'
const tenantId = 'c0ffee00-1234-4abc-8def-000000000001'
const verified = 'verify@contoso.example'

/** Stable uuids, so that a story can name them. */
export function uuid(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

export function contosoSetup(changes: Partial<Setup> = {}): Setup {
  return aSetup({
    id: uuid(1),
    name: 'Contoso EAP',
    createdAt: '2026-11-20T08:00:00.000Z',
    cloud: { ...globalCloud, name: 'Microsoft 365 (worldwide and GCC)' },
    tenantId,
    tenantName: 'contoso.onmicrosoft.com',
    clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
    answers: { hostname: 'eap.contoso.example', sender: 'own', 'secret-lifetime': 'months-12' },
    recipient: verified,
    ...changes,
  })
}

/** Signed in, if nothing else is said. */
export function contosoMailbox(n: number, changes: Partial<Mailbox> = {}): Mailbox {
  const address = changes.address ?? `mailbox${n}@contoso.example`
  const username = changes.signInAs ?? address
  return aMailbox(address, {
    id: uuid(1000 + n),
    authorisation: {
      username,
      objectId: uuid(2000 + n),
      tenantId,
      at: '2026-11-21T12:30:00.000Z',
      scopes: ['SMTP.Send'],
    },
    ...changes,
  })
}

/** Accepted and received, if nothing else is said. */
export function contosoProbe(n: number, changes: Partial<Probe> = {}): Probe {
  const from = changes.from ?? `mailbox${n}@contoso.example`
  const second = (first: number) => String(first + (n % 50)).padStart(2, '0')
  return aProbe(uuid(2), n, {
    id: uuid(3000 + n),
    check: 'send',
    mailboxId: uuid(1000 + n),
    mailbox: from,
    from,
    to: verified,
    messageId: `<sendproof.${uuid(3000 + n)}@contoso.example>`,
    code: `ABC${String(n + 222).padStart(3, '2')}`,
    phase: 'done',
    outcome: 'accepted',
    reply: '250 2.0.0 OK [Hostname=AM0PR01MB0001.eurprd01.prod.exchangelabs.com]',
    stage: 'body',
    receipt: 'received',
    receivedAt: `2026-11-21T13:00:${second(10)}.000Z`,
    seenFrom: from,
    seenSender: from,
    startedAt: `2026-11-21T13:00:${second(5)}.000Z`,
    ms: 640 + n * 7,
    ...changes,
  })
}

export const contosoRun: Run = aRun(uuid(1), {
  id: uuid(2),
  state: 'finished',
  startedAt: '2026-11-21T13:00:00.000Z',
  finishedAt: '2026-11-21T13:01:10.000Z',
  startedBy: 'CONTOSO\\j.doe',
  to: verified,
})

export function recordOf(stepId: string, state: StepState, changes: Partial<StepRecord> = {}): StepRecord {
  const move = {
    at: '2026-11-21T10:00:00.000Z',
    who: 'CONTOSO\\j.doe',
    by: 'person',
    from: 'todo',
    to: state,
    note: null,
  } as const
  return { stepId, state, waitUntil: null, history: [move], ...changes }
}

export function checklistOf(input: {
  setup?: Setup
  mailboxes?: readonly Mailbox[]
  records?: readonly StepRecord[]
  probes?: readonly Probe[]
  lastState?: Run['state']
  recipe?: Recipe
  now?: string
}): Checklist {
  return buildChecklist({
    recipe: input.recipe ?? eap(),
    setup: input.setup ?? contosoSetup(),
    mailboxes: input.mailboxes ?? [],
    records: input.records ?? [],
    runs: {
      lastSummary: input.probes === undefined ? null : summarise(input.probes),
      lastState: input.lastState ?? null,
    },
    now: input.now ?? now,
  })
}
