/** What is typed in when a setup is made: the ids of the tenant and the answers, looked at before anything is kept. */
import { holds } from '../recipe/conditions.ts'
import type { Question } from '../recipe/recipe.ts'
import type { Answers } from '../setup/setup.ts'
import type { Finding } from './finding.ts'
import { lintId, type IdContext } from './ids.ts'
import { lintRedirect } from './redirect.ts'
import { lintSender } from './sender.ts'

/** Nothing typed is nothing wrong: a question may stay open. `field` is the question's id. */
export function lintAnswer(question: Question, answer: unknown, ids: IdContext = {}): Finding[] {
  if (question.type !== 'text' || typeof answer !== 'string' || answer.trim() === '') return []
  const findings = () => {
    switch (question.shape) {
      case 'host-name':
        return lintHostName(answer)
      case 'guid':
        return lintId('service-principal-id', answer, ids)
      case 'address':
        return lintSender(answer)
      case 'plain-name':
      case 'path':
      case 'any':
        return []
    }
  }
  return findings().map((finding) => ({ ...finding, field: question.id }))
}

/** Of a tenant or client id; empty is fine here, it may not exist yet. */
export function lintSetupId(field: 'tenant-id' | 'client-id', value: string, ids: IdContext): Finding[] {
  return value.trim() === '' ? [] : lintId(field, value.trim(), ids)
}

export function lintSetup(setup: {
  readonly questions: readonly Question[]
  readonly answers: Answers
  readonly tenantId: string
  readonly clientId: string
}): Finding[] {
  const { questions, answers, tenantId, clientId } = setup
  const ids = { tenantId, clientId }
  return [
    // The practice tenant brings its own ids, and they are right.
    ...lintSetupId('tenant-id', tenantId, { clientId }),
    ...lintSetupId('client-id', clientId, { tenantId }),
    ...questions
      .filter((question) => holds(question.when, answers, { questions: [...questions] }))
      .flatMap((question) => lintAnswer(question, answers[question.id], ids)),
  ]
}

/** The server’s name becomes part of a redirect, so it is looked at as one. */
function lintHostName(answer: string): Finding[] {
  const text = answer.trim().slice(0, 300)
  const scheme = /^[a-z][a-z0-9+.-]*:\/*(?=\S)/i.exec(text)
  const path = /^[^/?#]*[/?#]/.test(text.slice(scheme?.[0].length ?? 0))
  if ((scheme !== null && !/^[^/]*:\d/.test(text)) || path)
    return [
      {
        id: 'host-name-only',
        severity: 'error',
        field: 'redirect',
        sentence: 'Only the name of the server is wanted, without https:// and without a path.',
        fix: 'Leave out what stands around it.',
        suggestion: text
          .slice(scheme?.[0].length ?? 0)
          .replace(/[/?#].*$/s, '')
          .toLowerCase(),
      },
    ]
  return lintRedirect(`https://${text}/sign-in`, { platform: 'web' })
}
