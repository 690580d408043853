/**
 * The report as the page shows it: a document of its own origin, in a sandboxed frame. It holds names, replies and notes
 * from anywhere, so it gets nothing of the page: no script, no preload, no way to the outside, no way to be anything
 * but a frame of ours.
 */
import { uiOrigin } from './scheme.ts'

export const reportOrigin = { protocol: 'app:', host: 'report' } as const

/** Which report an address means. */
export interface AskedReport {
  readonly setup: string
  /** Null: of the newest run. */
  readonly run: string | null
}

/** Answers with the document in parts; null when there is none any more. */
export type ReportPages = (asked: AskedReport) => Promise<Iterable<string> | null>

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const reportPath = new RegExp(`^/(${uuid})/(newest|${uuid})$`)

/** `at`: a moment, so that a frame that is asked to show a newer one loads it. */
export function reportAddress({ setup, run }: AskedReport, at: number): string {
  return `${reportOrigin.protocol}//${reportOrigin.host}/${setup}/${run ?? 'newest'}?at=${at}`
}

/** Null for every address that is none of a report, however much it looks like one. */
export function askedReport(url: string): AskedReport | null {
  const parsed = URL.parse(url)
  if (
    parsed === null ||
    parsed.protocol !== reportOrigin.protocol ||
    parsed.host !== reportOrigin.host ||
    parsed.username !== '' ||
    parsed.password !== ''
  )
    return null
  const [, setup, run] = reportPath.exec(parsed.pathname) ?? []
  if (setup === undefined || run === undefined) return null
  return { setup, run: run === 'newest' ? null : run }
}

/** `sandbox` without a word after it: no script, no form, no popup, and an origin that is nobody's. */
export const reportPolicy = [
  `default-src 'none'`,
  `style-src 'unsafe-inline'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors ${uiOrigin.protocol}//${uiOrigin.host}`,
  'sandbox',
].join('; ')

const headers = {
  'Content-Security-Policy': reportPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

/** Answers requests of the report's origin; everything but a report that is there is refused. */
export async function answerReport(request: Request, pages: ReportPages): Promise<Response> {
  const asked = askedReport(request.url)
  if (asked === null) return new Response(null, { status: 404, headers })
  if (request.method !== 'GET') return new Response(null, { status: 405, headers })
  const document = await pages(asked)
  if (document === null) return new Response(null, { status: 404, headers })
  return new Response([...document].join(''), {
    status: 200,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' },
  })
}
