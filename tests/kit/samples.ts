/** Setups, mailboxes, runs and probes as a small firm would have them: each new one is another one. */
import { randomUUID } from 'node:crypto'
import type { Mailbox } from '../../src/domain/mailbox/mailbox.schema.ts'
import { untried, type Probe, type Run } from '../../src/domain/run/run.schema.ts'
import type { Setup } from '../../src/domain/setup/setup.schema.ts'
import type { Cloud } from '../../src/domain/cloud/cloud.schema.ts'

export const globalCloud: Cloud = {
  name: 'Global',
  kind: 'global',
  authority: 'https://login.microsoftonline.com',
  graph: 'https://graph.microsoft.com',
  smtp: { host: 'smtp.office365.com', port: 587 },
  smtpResource: 'https://outlook.office.com',
  graphResource: 'https://graph.microsoft.com',
}

export function aSetup(changes: Partial<Setup> = {}): Setup {
  const id = randomUUID()
  return {
    id,
    name: `Contoso ${id.slice(0, 8)}`,
    recipeId: 'eap',
    recipeRevision: 1,
    createdAt: '2026-11-21T08:00:00.000Z',
    cloud: globalCloud,
    tenantId: '0f0e0d0c-0000-4000-8000-000000000001',
    tenantName: 'Contoso',
    clientId: '11111111-2222-4333-8444-555555555555',
    answers: { hostname: 'eap.contoso.example', 'use-shared': true },
    recipient: 'admin@contoso.example',
    practice: null,
    ...changes,
  }
}

export function aMailbox(address: string, changes: Partial<Mailbox> = {}): Mailbox {
  return {
    id: randomUUID(),
    address,
    kind: 'user',
    displayName: null,
    signInAs: address,
    purpose: 'sender',
    authorisation: null,
    problem: null,
    ...changes,
  }
}

export function aRun(setupId: string, changes: Partial<Run> = {}): Run {
  return {
    id: randomUUID(),
    setupId,
    state: 'running',
    startedAt: '2026-11-21T09:00:00.000Z',
    finishedAt: null,
    startedBy: 'CONTOSO\\anna',
    importedAt: null,
    to: 'admin@contoso.example',
    ...changes,
  }
}

export function aProbe(runId: string, seq: number, changes: Partial<Probe> = {}): Probe {
  const address = `sender${seq}@contoso.example`
  return {
    id: randomUUID(),
    runId,
    seq,
    check: null,
    transport: 'smtp-delegated',
    mailboxId: randomUUID(),
    mailbox: address,
    from: address,
    to: 'admin@contoso.example',
    expected: 'accepted',
    messageId: `<${randomUUID()}@sendproof>`,
    code: 'ABC234',
    ...untried,
    ...changes,
  }
}
