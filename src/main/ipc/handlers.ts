/** One handler a call: parsed input to a service, a service's answer to the page. No rules live here. */
import { themes } from '../../contract/calls.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { map, ok, type Result } from '../../domain/result.ts'
import { checkTimeOfDay } from '../../domain/fields/date.ts'
import type { App } from '../wiring/app.ts'
import type { Appearance, Confirmation, WindowTitle } from '../services/surroundings/person.port.ts'
import type { Files } from '../services/surroundings/files.port.ts'
import type { SetupStore } from '../services/desk/stores.port.ts'
import type { Surroundings } from '../services/surroundings/surroundings.port.ts'
import { createConsentHandlers } from './consent-handlers.ts'
import { createCredentialHandlers } from './credential-handlers.ts'
import { createErrandHandlers } from './errand-handlers.ts'
import { createExchangeHandlers } from './exchange-handlers.ts'
import { createExpiryHandlers } from './expiry-handlers.ts'
import { createImport } from './import-file.ts'
import { createInvitationHandlers } from './invitation-handlers.ts'
import type { SavedFiles } from './saved-files.ts'
import { createPreflightHandlers } from './preflight-handlers.ts'
import { createRegistrationHandlers } from './registration-handlers.ts'
import { createRunHandlers } from './run-handlers.ts'
import { reportAddress } from '../shell/report-frame.ts'
import type { SecretCopy } from '../services/credential/secret-copy.ts'
import type { Words } from '../../words/words.ts'
import type { Handlers } from './register.ts'

export interface HandlerPorts {
  readonly words: Words
  readonly dialogs: SavedFiles
  readonly confirmation: Confirmation
  readonly appearance: Appearance
  readonly files: Files
  readonly setups: SetupStore
  readonly surroundings: Surroundings
  readonly windowTitle: WindowTitle
  readonly secretCopy: SecretCopy
}

const done = ok(null)
type Theme = (typeof themes)[number]

export function storedTheme(setups: SetupStore): Theme {
  const stored = setups.getSetting('theme')
  return themes.find((theme) => theme === stored) ?? 'system'
}

export function createHandlers(app: App, ports: HandlerPorts): Handlers {
  const { ask, cancel, dialogs, files } = ports.words.native
  const importFile = createImport(app.imports, ports.dialogs, dialogs.importSetup)
  /** A name Windows takes, and no shell obeys when it is pasted: no reserved characters, not only dots. */
  const fileName = (text: string): string => {
    const plain = text.replace(/[<>:"/\\|?*$`%\p{Cc}]/gu, '-').replace(/[. ]+$/, '')
    return plain === '' ? files.nameless : plain
  }
  /** The list of mailboxes chosen last: the page never names a file. */
  let lastList: string | null = null
  return {
    'app.status': async () => {
      const { state, problem } = await app.vaults.state()
      const { version, dataFolder, platform, user } = ports.surroundings
      return ok({
        version,
        dataFolder,
        platform,
        user,
        keychain: state,
        keychainProblem: problem,
        signIn: app.reach.hosts(),
      })
    },
    'app.testSignIn': async () => ok(await app.reach.test()),
    'app.setTheme': async ({ theme }) => {
      ports.setups.setSetting('theme', theme)
      ports.appearance.apply(theme)
      return done
    },
    'app.theme': async () => ok({ theme: storedTheme(ports.setups) }),
    'app.openLink': ({ url }) => app.links.open(url),

    'app.showFile': (named) => ports.dialogs.show(named),

    'app.setTitle': async ({ text }) => {
      ports.windowTitle.set(text)
      return done
    },

    'draft.get': async () => ok(app.drafts.all()),
    'draft.keepPlace': async ({ place }) => {
      app.drafts.keepPlace(place)
      return done
    },
    'draft.keepNewSetup': async ({ form }) => {
      app.drafts.keepNewSetup(form)
      return done
    },
    'draft.keepNote': async ({ setup, step, text }) => ok({ at: app.drafts.keepNote(setup, step, text) }),

    'recipe.list': async () => ok(app.setups.recipes()),

    'setup.list': async () => ok(app.setups.list()),
    'setup.create': async (request) => map(await app.setups.create(request), ({ id }) => ({ id })),
    'setup.get': async ({ setup }) => app.setups.get(setup),
    'practice.start': async ({ setup }) => map(await app.setups.startPractice(setup), () => null),
    'setup.update': async ({ setup, ...changes }) => app.setups.update(setup, changes),
    'setup.export': async ({ setup, passphrase, withAttachments }) => {
      const view = app.setups.get(setup)
      if (!view.ok) return view
      const path = await ports.dialogs.chooseSave({
        title: dialogs.exportSetup,
        suggestedName: `${fileName(view.value.name)}.sendproof`,
        extension: 'sendproof',
      })
      if (path === null) return notSaved
      return savedAt(path, await app.exports.export(setup, path, { passphrase, withAttachments }))
    },
    'setup.import': importFile,
    'setup.remove': async ({ setup }) => {
      const view = app.setups.get(setup)
      if (!view.ok) return view
      const { name, tenantName, tenantId } = view.value
      const question = ask.removeSetup({ name, tenant: tenantName ?? tenantId })
      const yes = await ports.confirmation.confirm({ ...question, cancel })
      if (!yes) return ok({ removed: false })
      return map(await app.setups.remove(setup), () => ({ removed: true }))
    },

    'step.set': async ({ setup, step, state, note }) => app.steps.set(setup, step, state, note),
    'step.practise': ({ setup, step }) => app.steps.practise(setup, step),

    'step.undo': async ({ setup, step }) => app.steps.undo(setup, step),
    'step.conflicts': async ({ setup }) => app.steps.conflicts(setup),
    'step.attach': async ({ setup, step }) => {
      const path = await ports.dialogs.chooseOpen({ title: dialogs.attach, extensions: ['*'] })
      return path === null ? ok(null) : app.attachments.attach(setup, step, path)
    },
    'step.attachments': async ({ setup }) => app.attachments.list(setup, null),
    'step.saveAttachment': async ({ setup, sha256 }) => {
      const list = app.attachments.list(setup, null)
      if (!list.ok) return list
      const name = list.value.find((one) => one.sha256 === sha256)?.name ?? sha256
      const path = await ports.dialogs.chooseSave({
        title: dialogs.saveAttachment,
        suggestedName: fileName(name),
        extension: /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1] ?? '*',
      })
      if (path === null) return notSaved
      return savedAt(path, await app.attachments.save(setup, sha256, path))
    },

    'mailbox.list': async ({ setup }) => app.mailboxes.list(setup),
    'mailbox.preview': async ({ setup, text }) => app.mailboxes.preview(setup, text),
    'mailbox.import': async ({ setup, rows }) => app.mailboxes.import(setup, rows),
    'mailbox.readCsv': async ({ encoding }) => {
      if (encoding !== null && lastList !== null) return app.mailboxes.readFile(lastList, encoding)
      const path = await ports.dialogs.chooseOpen({
        title: dialogs.openMailboxes,
        // a workbook can be chosen, so that what to do with it can be said
        extensions: ['csv', 'txt', 'tsv', 'xlsx', 'xls'],
      })
      if (path === null) return ok(null)
      lastList = path
      return app.mailboxes.readFile(path)
    },
    'mailbox.saveList': async ({ setup }) => {
      const list = app.mailboxes.asCsv(setup)
      if (!list.ok) return list
      const path = await ports.dialogs.chooseSave({
        title: dialogs.saveMailboxes,
        suggestedName: `${fileName(files.mailboxes(list.value.name))}.csv`,
        extension: 'csv',
      })
      if (path === null) return notSaved
      ports.dialogs.wroteDocument(path)
      return savedAt(path, await ports.files.write(path, list.value.lines))
    },
    'mailbox.remove': ({ setup, mailboxes }) => app.mailboxes.remove(setup, mailboxes),
    'mailbox.setRecipient': ({ setup, address }) => app.mailboxes.setRecipient(setup, address),
    'mailbox.setOutside': ({ setup, addresses }) => app.mailboxes.setOutside(setup, addresses),
    'mailbox.setCalendars': ({ setup, addresses }) => app.mailboxes.setCalendars(setup, addresses),
    'mailbox.passwordReset': async ({ setup, account }) =>
      map(app.passwordResets.report(setup, account), (marked) => ({ mailboxes: marked.map(({ id }) => id) })),

    'auth.start': async ({ setup, mailboxes, ...options }) =>
      map(await app.authorisation.start(setup, mailboxes, options), ({ view }) => view),
    'auth.get': async ({ setup }) => ok(app.authorisation.queue(setup)),
    'auth.cancel': async ({ setup }) => {
      app.authorisation.cancel(setup)
      return done
    },
    'auth.forget': ({ setup, mailbox }) => app.authorisation.forget(setup, mailbox),

    ...createInvitationHandlers(app, { ...ports, fileName }),
    ...createCredentialHandlers(app, { ...ports, fileName }),

    ...createRegistrationHandlers(app, ports),
    ...createConsentHandlers(app, ports),
    ...createExpiryHandlers(app, ports),

    ...createErrandHandlers(app, ports),

    ...createRunHandlers(app, ports),

    ...createExchangeHandlers(app, { ...ports, fileName }),
    ...createPreflightHandlers(app, { ...ports, fileName }),

    'diagnose.text': async (input) => app.diagnoses.text(input),
    'diagnose.causes': async () => ok(app.diagnoses.causes()),
    'diagnose.cause': async ({ tag }) => app.diagnoses.cause(tag),

    'fieldSheet.get': ({ setup }) => app.fieldSheets.view(setup),
    'fieldSheet.tick': async ({ setup, places, typed }) => app.fieldSheets.tick(setup, places, typed),
    'fieldSheet.copySecret': ({ setup }) => ports.secretCopy.copy(setup),

    'handoff.save': async ({ setup, role, zip = false }) => {
      if (zip) {
        const view = app.setups.get(setup)
        if (!view.ok) return view
        const file = await ports.dialogs.chooseSave({
          title: dialogs.saveHandover,
          suggestedName: `${fileName(files.handover(view.value.name))}.zip`,
          extension: 'zip',
        })
        if (file === null) return notSaved
        return savedAt(file, await app.handoffs.writeZip(setup, role, file))
      }
      const view = app.setups.get(setup)
      if (!view.ok) return view
      const parent = await ports.dialogs.chooseFolder({ title: dialogs.handoverFolder })
      if (parent === null) return notSaved
      // its files may not lie loose among others, nor over the pack of somebody else
      const folder = await ports.files.freePath(parent, fileName(files.handover(view.value.name)))
      return savedAt(folder, await app.handoffs.write(setup, role, folder))
    },
    'handoff.accept': async ({ setup }) => {
      const path = await ports.dialogs.chooseOpen({ title: dialogs.importReply, extensions: ['json'] })
      return path === null ? ok(null) : app.handoffs.accept(setup, path)
    },

    'template.save': async ({ setup }) => {
      const view = app.setups.get(setup)
      if (!view.ok) return view
      const path = await ports.dialogs.chooseSave({
        title: dialogs.saveTemplate,
        suggestedName: `${fileName(files.template(view.value.recipe.name))}.json`,
        extension: 'json',
      })
      if (path === null) return notSaved
      return savedAt(path, await app.templates.write(setup, path))
    },
    'template.open': async () => {
      const path = await ports.dialogs.chooseOpen({ title: dialogs.openTemplate, extensions: ['json'] })
      return path === null ? ok(null) : app.templates.read(path)
    },
    'template.apply': async ({ setup, template }) => app.templates.apply(setup, template),

    'report.get': async ({ setup, run }) =>
      map(app.reports.shown(setup, run), () => ({
        address: reportAddress({ setup, run }, Date.now()),
      })),
    'report.save': async ({ setup, run, format }) => {
      const view = app.setups.get(setup)
      if (!view.ok) return view
      const path = await ports.dialogs.chooseSave({
        title: dialogs.saveReport,
        suggestedName: `${fileName(view.value.name)} ${new Date().toISOString().slice(0, 10)}.${format}`,
        extension: format,
      })
      if (path === null) return ok({ saved: false, path: null, digest: null })
      ports.dialogs.wroteDocument(path)
      return map(await app.reports.write(setup, run, format, path), ({ digest }) => ({
        saved: true,
        path,
        digest,
      }))
    },
    'report.check': async () => {
      const path = await ports.dialogs.chooseOpen({
        title: dialogs.checkReport,
        extensions: ['html', 'json', 'pdf', 'csv'],
      })
      return path === null ? ok(null) : app.reports.check(path)
    },

    'task.save': async ({ setup, at, days }) => {
      const time = checkTimeOfDay(at, 'at')
      if (!time.ok) return time
      const view = app.setups.get(setup)
      if (!view.ok) return view
      const path = await ports.dialogs.chooseSave({
        title: dialogs.saveTask,
        suggestedName: `${fileName(files.task(view.value.name))}.xml`,
        extension: 'xml',
      })
      if (path === null) return ok({ saved: false, path: null, command: null, reports: null })
      return map(await app.tasks.write(setup, path, { at, days, reports: null }), (written) => ({
        saved: true,
        path,
        ...written,
      }))
    },

    'support.preview': async ({ setup, pseudonyms }) => app.support.preview(setup, { pseudonyms }),
    'support.save': async ({ id }) => {
      const path = await ports.dialogs.chooseSave({
        title: dialogs.saveBundle,
        suggestedName: `${files.bundle}.zip`,
        extension: 'zip',
      })
      return path === null ? notSaved : savedAt(path, await app.support.save(id, path))
    },
  }
}

const notSaved = ok({ saved: false, path: null })

function savedAt(
  path: string,
  written: Result<unknown, AppError>,
): Result<{ saved: boolean; path: string }, AppError> {
  return map(written, () => ({ saved: true, path }))
}
