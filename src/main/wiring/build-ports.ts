/** Builds the adapters that window and command line share; what differs between the two is passed in. */
import path from 'node:path'
import type { AppError } from '../../domain/problem/app-error.ts'
import type { Notice } from '../../domain/notice.schema.ts'
import { ok, type Result } from '../../domain/result.ts'
import { catalogueIn, localeOf, wordsFor, type Language } from '../../words/words.ts'
import { LoopbackConsentLanding } from '../adapters/entra/consent-landing.ts'
import { loadMsal, MsalTokenClient } from '../adapters/entra/msal-token-client.ts'
import { HttpGraphDirectory } from '../adapters/entra/graph-directory.ts'
import { TenantMetadata } from '../adapters/entra/tenant-metadata.ts'
import { HttpDirectoryWriter } from '../adapters/entra/graph-writer.ts'
import { AssetScripts } from '../adapters/files/asset-scripts.ts'
import { AttachmentFolder } from '../adapters/files/attachment-folder.ts'
import { AtomicFiles } from '../adapters/files/atomic-files.ts'
import { ExportedCertificates } from '../adapters/files/certificate-export.ts'
import { SelfSignedCertificates } from '../adapters/files/certificate-maker.ts'
import { CertificateFiles } from '../adapters/files/certificate-files.ts'
import { ExchangeFolder } from '../adapters/files/exchange-folder.ts'
import { FflateZip } from '../adapters/files/fflate-zip.ts'
import { JsonLog } from '../adapters/files/json-log.ts'
import { ScryptSeal } from '../adapters/files/scrypt-seal.ts'
import { X25519SealedBox } from '../adapters/files/sealed-box.ts'
import { SealedVault } from '../adapters/files/sealed-vault.ts'
import { EwsCalendarProbe } from '../adapters/ews/ews-calendar-probe.ts'
import { GraphFolderProbe } from '../adapters/graph/graph-folder-probe.ts'
import { GraphTransport } from '../adapters/graph/graph-transport.ts'
import { GraphMessageTrace } from '../adapters/graph/graph-message-trace.ts'
import { ImapFolderProbe } from '../adapters/imap/imap-folder-probe.ts'
import { GraphMailReader } from '../adapters/graph/graph-mail-reader.ts'
import { KeytarSecretStore } from '../adapters/keychain/keytar-secret-store.ts'
import { SealedFileSecretStore } from '../adapters/keychain/sealed-file-secret-store.ts'
import { ScriptRunner } from '../adapters/powershell/script-runner.ts'
import { PracticeTenants } from '../adapters/practice/practice-tenants.ts'
import { SeenHosts } from '../adapters/network/seen-hosts.ts'
import { loadComposer } from '../adapters/network/sending.ts'
import { SmtpTransport } from '../adapters/smtp/smtp-transport.ts'
import { openStore } from '../adapters/sqlite/open-store.ts'
import { sha256, SystemClock, SystemIds } from '../adapters/system/node-system.ts'
import { YamlAdminSettings } from '../adapters/system/yaml-admin-settings.ts'
import { YamlRecipeSource } from '../adapters/system/yaml-recipe-source.ts'
import type { AppPorts } from './app.ts'
import type { BrowserOpener } from '../services/surroundings/person.port.ts'
import type { HttpFetch, Surroundings } from '../services/surroundings/surroundings.port.ts'
import type { PdfPrinter } from '../services/surroundings/files.port.ts'

export interface Differences {
  readonly assetsFolder: string
  readonly surroundings: Surroundings
  readonly fetch: HttpFetch
  readonly browser: BrowserOpener
  readonly pdf: PdfPrinter
  readonly language: Language
  /** Of this process: where PowerShell lies, and what its scripts are started with. */
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface BuiltPorts {
  readonly ports: AppPorts
  /** For the person, when the store was damaged and a new one had to be made. */
  readonly notice: Notice | null
  /** Loads what the first run needs, piece by piece: a window that is open must not stand still for it then. */
  readAhead(): Promise<void>
  /** Closes the store; after everything else. */
  close(): void
}

export function buildPorts({
  assetsFolder,
  surroundings,
  fetch: network,
  browser,
  pdf,
  language,
  env,
}: Differences): Result<BuiltPorts, AppError> {
  const { dataFolder } = surroundings
  const clock = new SystemClock()
  const opened = openStore(path.join(dataFolder, 'sendproof.db'), clock)
  if (!opened.ok) return opened
  const { setups, attachments, credentials, changes, ticks, mailboxes, runs, notice, close } = opened.value
  const words = wordsFor(language)
  const locale = localeOf(language)
  const log = new JsonLog({ file: path.join(dataFolder, 'logs', 'sendproof.log'), clock })
  const recipes = new YamlRecipeSource({
    assetsFolder,
    userFolder: path.join(dataFolder, 'recipes'),
    log,
    language: catalogueIn(language),
  })
  const reach = new SeenHosts({ fetch: network, clock })
  const { fetch } = reach
  const files = new AtomicFiles()
  const smtp = new SmtpTransport({ clock })
  const graph = new GraphTransport({ clock, fetch })
  const ports: AppPorts = {
    words,
    language,
    locale,
    setups,
    attachments,
    ticks,
    attachmentContents: new AttachmentFolder(path.join(dataFolder, 'attachments')),
    credentials,
    certificates: new CertificateFiles(),
    certificateMaker: new SelfSignedCertificates(),
    certificateWriter: new ExportedCertificates(),
    changes,
    mailboxes,
    runs,
    recipes,
    practice: new PracticeTenants(path.join(dataFolder, 'practice')),
    tokens: new MsalTokenClient({ fetch, log, pages: { locale, ...words.native.signInPages } }),
    landing: new LoopbackConsentLanding({ locale, ...words.native.consentPages }),
    reach,
    tenants: new TenantMetadata(fetch),
    transports: {
      'smtp-delegated': smtp,
      'smtp-app': smtp,
      'graph-delegated': graph,
      'graph-app': graph,
    },
    readProbes: {
      'graph-read': new GraphFolderProbe({ fetch, clock }),
      'imap-read': new ImapFolderProbe(clock),
      'ews-app': new EwsCalendarProbe({ fetch, clock }),
    },
    reader: new GraphMailReader(fetch),
    directory: new HttpGraphDirectory({ fetch, clock }),
    writer: new HttpDirectoryWriter({ fetch, clock }),
    powershell: new ScriptRunner({
      folder: path.join(dataFolder, 'exchange'),
      assetsFolder,
      env,
      ...surroundings,
    }),
    exchangeStore: new ExchangeFolder(path.join(dataFolder, 'exchange')),
    productServerScript: path.join(assetsFolder, 'powershell', 'Test-ProductServer.ps1'),
    adminSettings: new YamlAdminSettings({ assetsFolder, dataFolder }),
    trace: new GraphMessageTrace({ fetch, clock }),
    browser,
    files,
    scripts: new AssetScripts({ files, assetsFolder }),
    seal: new ScryptSeal(),
    box: new X25519SealedBox(),
    log,
    logTail: log,
    zip: new FflateZip(),
    pdf,
    digest: sha256,
    clock,
    ids: new SystemIds(),
    surroundings,
    vault: new SealedVault(path.join(dataFolder, 'vault'), new KeytarSecretStore()),
    practiceVault: new SealedVault(
      path.join(dataFolder, 'practice-vault'),
      new SealedFileSecretStore(path.join(dataFolder, 'practice-vault')),
    ),
  }
  const readAhead = async () => {
    await recipes.readAhead()
    await loadMsal()
    await loadComposer()
  }
  return ok({ ports, notice, readAhead, close })
}
