/** Somebody makes a setup and has copied the wrong id, or the whole address: it is said before anything is asked of a network. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerFindings, setupFindings, setupIdFindings } from '../../../../src/domain/recipe/answers.ts'
import type { Finding } from '../../../../src/domain/problem/finding.ts'
import type { Question } from '../../../../src/domain/recipe/recipe.schema.ts'
import { anyText } from '../any-text.ts'
import { recipeIds, recipeOf } from '../recipe/recipes.ts'

const tenantId = '0f0e0d0c-0b0a-4908-8706-050403020100'
const clientId = '1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d'
const host: Question = { id: 'hostname', type: 'text', label: 'Server', shape: 'host-name', required: true }
const codes = (findings: readonly Finding[]) => findings.map(({ code }) => code)

describe('the name of a server', () => {
  test.each([
    ['eap.contoso.example', []],
    ['eap.contoso.example:8443', []],
    ['', []],
    ['eap', ['redirect-short-host']],
    ['https://eap.contoso.example', ['host-name-only']],
    ['https://eap.contoso.example/wm', ['host-name-only']],
    ['eap.contoso.example/wm', ['host-name-only']],
    ['localhost', ['redirect-https-loopback']],
    ['localhosteap.contoso.example', ['redirect-host-run-together']],
    ['eap contoso.example', ['host-name-space']],
  ])('“%s” is met with %j', (answer, expected) => {
    expect(codes(answerFindings(host, answer))).toEqual(expect.arrayContaining(expected))
    if (expected.length === 0) expect(answerFindings(host, answer)).toEqual([])
  })

  test('is offered alone when a whole address was pasted', () => {
    const [finding] = answerFindings(host, 'HTTPS://EAP.contoso.example/wm?x=1')
    expect(finding).toMatchObject({ code: 'host-name-only', suggestion: 'eap.contoso.example' })
  })
})

describe('the ids', () => {
  test('that stand in each other’s place are seen', () => {
    expect(codes(setupIdFindings('client-id', tenantId, { tenantId }))).toContain('id-swapped')
    expect(codes(setupIdFindings('tenant-id', '', {}))).toEqual([])
    // its id is looked up
    expect(codes(setupIdFindings('tenant-id', 'contoso.onmicrosoft.com', {}))).toEqual([])
    expect(codes(setupIdFindings('tenant-id', 'common', {}))).toEqual(['tenant-common'])
  })

  test('of a whole setup are looked at together with its answers', () => {
    const found = setupFindings({
      questions: recipeOf('exact').questions,
      answers: { parts: 'globe', 'synergy-host': 'https://x', 'enterprise-object-id': clientId },
      tenantId,
      clientId,
    })
    // The Synergy server is not asked about without the calendar.
    expect(found.map(({ field, finding }) => `${field} ${finding.code}`)).toEqual([
      'enterprise-object-id id-swapped',
    ])
  })
})

test('the defaults of every recipe are nothing to complain about', () => {
  for (const id of recipeIds()) {
    const { questions } = recipeOf(id)
    expect(setupFindings({ questions, answers: {}, tenantId, clientId })).toEqual([])
  }
})

test('no text makes it fall over', () => {
  fc.assert(
    fc.property(anyText(), anyText(), (one, other) => {
      for (const shape of ['host-name', 'guid', 'address', 'plain-name', 'path', 'any'] as const)
        for (const finding of answerFindings({ ...host, shape }, one, { clientId: other }))
          expect(finding.severity).toMatch(/^(?:error|warning|note)$/)
    }),
  )
})
