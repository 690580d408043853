/** The page's own session: in memory, no network at all, permissions from one table. */
import { session, type Session } from 'electron'
import { isGranted } from './page-guard.ts'
import { answerReport, reportOrigin, type ReportPages } from './report-frame.ts'
import { createUiHandler, uiOrigin, type UiSource } from './scheme.ts'

/** No `persist:` prefix, so nothing of the page is ever written to disk. */
const partition = 'ui'

export function openUiSession(source: UiSource, reports: ReportPages): Session {
  const page = createUiHandler(source)
  const ui = session.fromPartition(partition, { cache: false })
  // Service traffic uses sessions of its own, so this block can be total.
  ui.webRequest.onBeforeRequest((details, respond) => {
    respond({ cancel: !mayLoad(details.url) })
  })
  ui.protocol.handle('app', (request) =>
    URL.parse(request.url)?.host === reportOrigin.host ? answerReport(request, reports) : page(request),
  )
  ui.setPermissionRequestHandler((_contents, permission, respond) => respond(isGranted(permission)))
  ui.setPermissionCheckHandler((_contents, permission) => isGranted(permission))
  ui.setDevicePermissionHandler(() => false)
  ui.allowNTLMCredentialsForDomains('')
  ui.on('will-download', (event) => event.preventDefault())
  return ui
}

/** data: only ever reaches the picture of an icon: the CSP allows it for images alone. */
export function mayLoad(url: string): boolean {
  const protocol = URL.parse(url)?.protocol
  return protocol === uiOrigin.protocol || protocol === 'data:'
}
