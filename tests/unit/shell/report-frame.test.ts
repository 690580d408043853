/** The report holds names and replies from anywhere: whatever they are, its document can do nothing. */
import { describe, expect, test } from 'vitest'
import { answerReport, reportAddress, reportPolicy } from '../../../src/main/shell/report-frame.ts'
import { contentSecurityPolicy } from '../../../src/main/shell/scheme.ts'

const setup = '00000000-0000-4000-8000-000000000001'
const run = '00000000-0000-4000-8000-000000000002'
const get = (url: string, method = 'GET') =>
  answerReport(new Request(url, { method }), (asked) =>
    Promise.resolve(asked.run === null || asked.run === run ? [`<p>${asked.setup}`, '</p>'] : null),
  )

describe('the origin of the report', () => {
  test('serves what it is asked for, under a policy without script and in no frame but ours', async () => {
    for (const of of [null, run]) {
      const answer = await get(reportAddress({ setup, run: of }, 1))
      expect(answer.status).toBe(200)
      expect(await answer.text()).toBe(`<p>${setup}</p>`)
      expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('Content-Security-Policy')).toBe(reportPolicy)
    }
    const rules = reportPolicy.split('; ')
    expect(rules).toEqual(
      expect.arrayContaining([
        `default-src 'none'`,
        `frame-ancestors app://ui`,
        `form-action 'none'`,
        'sandbox',
      ]),
    )
    expect(reportPolicy).not.toMatch(/script-src|allow-/)
  })

  test('refuses everything else, under the same policy', async () => {
    for (const [url, method, status] of [
      [`app://report/${setup}/${setup}`, 'GET', 404],
      ['app://report/', 'GET', 404],
      [`app://report/${setup}/newest/../../x`, 'GET', 404],
      [`app://report/${setup}/newest`, 'POST', 405],
    ] as const) {
      const answer = await get(url, method)
      expect([answer.status, answer.headers.get('Content-Security-Policy')]).toEqual([status, reportPolicy])
      expect(await answer.text()).toBe('')
    }
  })

  test('is the only one the page may frame', () => {
    expect(contentSecurityPolicy('n')).toMatch(/frame-src app:\/\/report(;|$)/)
  })
})
