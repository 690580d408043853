/** What a page asks for: first the app's request filter, then the app's own protocol handler; nothing else answers. */
import type * as Electron from 'electron'
import { fromChromium, policyToChromium } from './host.ts'
import type { Session } from './session.ts'
import type { WebContents } from './web-contents.ts'

export interface PausedRequest {
  readonly requestId: string
  readonly frameId: string
  readonly resourceType: string
  readonly redirectedRequestId?: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Record<string, string>
    readonly postData?: string
  }
}

export type RequestAnswer =
  | { readonly errorReason: 'BlockedByClient' | 'Failed' }
  | {
      readonly responseCode: number
      readonly responseHeaders: readonly { name: string; value: string }[]
      readonly body: string
    }

const resourceTypes: Readonly<Record<string, Electron.OnBeforeRequestListenerDetails['resourceType']>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  Media: 'media',
  WebSocket: 'webSocket',
}

let lastId = 0

export async function answerRequest(
  paused: PausedRequest,
  session: Session,
  asker: {
    readonly contentsId: number
    readonly contents: WebContents
    readonly frame: Electron.WebFrameMain | null
    readonly isMainFrame: boolean
  },
): Promise<RequestAnswer> {
  const { method, headers, postData } = paused.request
  const url = fromChromium(paused.request.url)
  // Chromium's own wish for a tab icon; Electron has no tabs and does not ask.
  if (paused.resourceType === 'Other' && new URL(paused.request.url).pathname === '/favicon.ico')
    return { responseCode: 204, responseHeaders: [], body: '' }
  lastId += 1
  const cancelled = await session.cancels({
    id: lastId,
    url,
    method,
    webContentsId: asker.contentsId,
    webContents: asker.contents as unknown as Electron.WebContents,
    frame: asker.frame,
    resourceType:
      paused.resourceType === 'Document'
        ? asker.isMainFrame
          ? 'mainFrame'
          : 'subFrame'
        : (resourceTypes[paused.resourceType] ?? 'other'),
    referrer: fromChromium(headers['Referer'] ?? ''),
    timestamp: Date.now(),
    uploadData: [],
  })
  if (cancelled) return { errorReason: 'BlockedByClient' }
  const handler = session.handlerOf(url.slice(0, url.indexOf(':')))
  if (handler === undefined) return { errorReason: 'BlockedByClient' }
  try {
    const body = postData === undefined || method === 'GET' || method === 'HEAD' ? {} : { body: postData }
    const response = await handler(new Request(url, { method, headers, ...body }))
    if (response.type === 'error') return { errorReason: 'Failed' }
    return {
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({
        name,
        value: /^content-security-policy/i.test(name) ? policyToChromium(value) : value,
      })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    }
  } catch (error) {
    process.stderr.write(`stand-in: the protocol handler failed for ${url}: ${String(error)}\n`)
    return { errorReason: 'Failed' }
  }
}
