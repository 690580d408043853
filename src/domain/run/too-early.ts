/**
 * Whether a failure may only be too early: something it depends on was changed a short while ago, and Microsoft has
 * not applied it everywhere yet. Then it is tried again until the usual delay is over. @see reference 4.4, 6.3, 6.6
 */
import type { StepRecord } from '../step/step-record.schema.ts'
import type { PracticeAction } from '../recipe/recipe-step.schema.ts'
import type { RecipeStep } from '../recipe/recipe-step.schema.ts'
import type { Probe } from './run.schema.ts'

export const changes = ['smtp-switch', 'mailbox-right', 'app-role', 'consent'] as const
export type Change = (typeof changes)[number]

interface Delay {
  /** The usual time Microsoft takes at most. No official figure exists for any of them: all are UNVERIFIED. */
  readonly minutes: number
  /** Causes that such a delay explains, by their tag in the catalogue. */
  readonly explains: readonly string[]
}

export const usualDelays: Readonly<Record<Change, Delay>> = {
  /** @see reference 4.4: minutes up to an hour */
  'smtp-switch': {
    minutes: 60,
    explains: ['tenant_smtp_auth_disabled', 'mailbox_smtp_auth_disabled', 'propagation_delay'],
  },
  /** @see reference 6.3: about 60 minutes, 15 to 120 in third-party notes */
  'mailbox-right': {
    minutes: 120,
    explains: ['send_as_denied', 'mailbox_permission_missing', 'propagation_delay'],
  },
  /** @see reference 6.6: 30 minutes to 2 hours, depending on the application's traffic */
  'app-role': {
    minutes: 120,
    explains: [
      'app_access_policy_blocked',
      'permission_missing',
      'mailbox_permission_missing',
      'service_principal_missing',
      'generic_auth_failure',
      'ews_blocked',
      'propagation_delay',
    ],
  },
  /** Minutes; no figure is documented. */
  consent: {
    minutes: 15,
    explains: [
      'consent_required',
      'admin_consent_required',
      'permission_missing',
      'app_not_in_tenant',
      'scope_invalid',
      'propagation_delay',
    ],
  },
}

/** Minutes until the next try, by how often it was tried; the last one goes on. */
const pauses = [1, 2, 5, 10, 15, 30] as const

export interface TooEarlyInput {
  readonly probe: Pick<Probe, 'outcome' | 'expected' | 'diagnosis' | 'tries'>
  readonly steps: readonly Pick<RecipeStep, 'id' | 'stage' | 'title' | 'waitMinutes' | 'practice'>[]
  readonly records: readonly StepRecord[]
  /** When the setup was begun: what was in place by then is not a change. ISO time. */
  readonly setupSince: string
  readonly now: Date
  /** Length of a minute; a practice tenant's pass faster. */
  readonly minuteMs: number
  /** In a practice tenant the usual delay counts from here on, at the soonest: rehearsals do not wait for hours. */
  readonly notBefore: Date | null
}

/** Null: it has another reason, or the usual delay is over. */
export function tooEarly(input: TooEarlyInput): Probe['tooEarly'] {
  const { probe, now, minuteMs } = input
  // who was to be refused and was let in is never explained away; one that was not even asked is asked again
  const wanted = probe.expected === 'refused' ? ['failed'] : ['refused', 'failed']
  if (probe.outcome === null || !wanted.includes(probe.outcome)) return null
  const tags = new Set((probe.diagnosis?.candidates ?? []).map((candidate) => candidate.tag))
  if (tags.size === 0) return null
  let latest: { since: number; until: number; because: Change } | null = null
  for (const step of input.steps) {
    const since = doneAt(input, step.id)
    if (since === null) continue
    for (const change of changesOf(step)) {
      const delay = usualDelays[change]
      if (!delay.explains.some((tag) => tags.has(tag))) continue
      const counted = Math.max(since, input.notBefore?.getTime() ?? since)
      const until = counted + Math.max(step.waitMinutes, delay.minutes) * minuteMs
      if (latest === null || until > latest.until) latest = { since, until, because: change }
    }
  }
  if (latest === null || latest.until <= now.getTime()) return null
  const pause = pauses[Math.min(Math.max(probe.tries, 1), pauses.length) - 1] ?? 30
  const nextAt = Math.min(latest.until, now.getTime() + pause * minuteMs)
  return {
    since: new Date(latest.since).toISOString(),
    because: latest.because,
    until: new Date(latest.until).toISOString(),
    nextAt: new Date(nextAt).toISOString(),
  }
}

/** When the step was last moved to done (or to its wait, which is when the change was made); null while it is not. */
function doneAt(
  { records, setupSince }: Pick<TooEarlyInput, 'records' | 'setupSince'>,
  stepId: string,
): number | null {
  const record = records.find((one) => one.stepId === stepId)
  if (record === undefined || (record.state !== 'done' && record.state !== 'waiting')) return null
  const begun = record.history.findLast(
    (move, at) =>
      move.to !== move.from && (move.to === 'waiting' || (move.to === 'done' && !waited(record, at))),
  )
  if (begun === undefined) return null
  const at = Date.parse(begun.at)
  return at > Date.parse(setupSince) ? at : null
}

/** `done` after `waiting` ends the wait; the change itself was made when the wait began. */
function waited(record: StepRecord, at: number): boolean {
  return record.history[at]?.from === 'waiting'
}

function changesOf({ id, stage, practice }: TooEarlyInput['steps'][number]): readonly Change[] {
  const byPractice = practice.flatMap((action) => changeOfAction[action] ?? [])
  if (byPractice.length > 0) return byPractice
  if (stage !== 'exchange') return []
  const byId = changeOfStep.find(([pattern]) => pattern.test(id))
  return byId === undefined ? ['smtp-switch', 'mailbox-right', 'app-role'] : [byId[1]]
}

const changeOfAction: Readonly<Partial<Record<PracticeAction, Change>>> = {
  'enable-smtp-auth': 'smtp-switch',
  'grant-send-as': 'mailbox-right',
  'grant-full-access': 'mailbox-right',
  'grant-consent': 'consent',
  'register-service-principal': 'app-role',
  'assign-app-roles': 'app-role',
  'remove-app-consent': 'app-role',
  'grant-app-full-access': 'app-role',
  'allow-ews': 'app-role',
}

/** Steps of the recipes that nobody can do in the practice tenant, by their name. */
const changeOfStep: readonly (readonly [RegExp, Change])[] = [
  [/smtp-auth/, 'smtp-switch'],
  [/send-as|full-access|mailbox-right/, 'mailbox-right'],
  [/scope|role|consent|principal|policy|ews/, 'app-role'],
]
