/**
 * A consultant brings a product nobody here has heard of: Zammad, written from its public administration manual. One
 * YAML file in the person's own recipe folder, no code, and it is planned like ours.
 * @see https://github.com/zammad/zammad-admin-documentation channels/microsoft365
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildChecklist } from '../../../../src/domain/checklist/build-checklist.ts'
import { checkRecipeFile, YamlRecipeSource } from '../../../../src/main/adapters/system/yaml-recipe-source.ts'
import { assets } from '../../../kit/assets.ts'
import { contosoSetup, now } from '../../../kit/contoso.ts'
import { library, recipeIds } from './recipes.ts'
import { saidAsset } from '../said-asset.ts'

const zammad = `
schema: 1
id: zammad
revision: 1
name: Zammad
vendor: Zammad GmbH
versions: ['6.0 or later, Microsoft 365 channel']
summary: Zammad reads and sends mail over IMAP and SMTP with OAuth, as each mailbox user who connects an account.
sending: { mode: smtp-delegated, why: The channel asks for SMTP.Send and signs a mailbox user in. }
registration:
  displayName: Zammad mail ({hostname})
  audience: AzureADMyOrg
  redirects:
    - platform: web
      portalName: Web
      uri: https://{hostname}/api/v1/external_credentials/microsoft365/callback
      purpose: product
      why: The channel shows this address as “Your callback URL”.
    - platform: publicClient
      uri: http://localhost
      purpose: verification
      why: For the sign-in that proves the setup.
  implicit: { accessTokens: false, idTokens: false, needed: 'no', why: The code flow does not use them. }
permissions:
  - { resource: graph, value: SMTP.Send, kind: delegated, need: required, why: Sends. }
  - { resource: graph, value: IMAP.AccessAsUser.All, kind: delegated, need: required, why: Reads tickets., when: { answer: inbound, is: true } }
  - { resource: graph, value: offline_access, kind: delegated, need: required, why: Keeps the account connected. }
credential:
  kinds: [secret]
  why: The dialog has one field.
  places: [{ screen: Connect Microsoft 365 App, menu: [Channels, Microsoft 365], field: Client Secret }]
smtpAuth: { needed: true, why: SMTP sign-in is refused without it. }
delegation: { own: None., shared: The connected user needs Send As., group: As for a shared mailbox. }
questions:
  - { id: hostname, type: text, label: Name of the Zammad server, placeholder: desk.contoso.example, shape: host-name }
  - { id: inbound, type: flag, label: Zammad fetches mail as well, default: true }
steps:
  - id: register
    stage: registration
    title: Register the application
    role: entra-admin
    minutes: 5
    what: Create a registration with the platform Web.
    why: Zammad is one application for all accounts.
    values: [{ label: Redirect URI, value: 'https://{hostname}/api/v1/external_credentials/microsoft365/callback' }]
    practice: [register-application, set-redirects]
  - id: permissions
    stage: registration
    title: Permissions
    role: entra-admin
    minutes: 5
    what: Add the delegated permissions and grant consent.
    why: The account cannot be connected without them.
    manual:
      - says: Setting Assignment required to Yes turns admin consent on.
        do: Grant consent on the API permissions page.
        because: Assignment decides who may sign in; consent is another matter.
    needs: [register]
    practice: [add-permissions, grant-consent]
  - id: smtp-auth
    stage: exchange
    title: Authenticated SMTP for {signInMailboxes}
    role: exchange-admin
    minutes: 5
    waitMinutes: 60
    what: Switch it on for each connected mailbox.
    why: Without it the server answers 535 5.7.139.
    practice: [enable-smtp-auth]
  - id: keep-messages
    stage: product
    title: Keep Messages on Server
    role: product-consultant
    minutes: 5
    what: Decide about it before the account is added.
    why: Otherwise the inbox is emptied while it is imported.
    needs: [permissions]
    when: { answer: inbound, is: true }
  - { id: connect, stage: product, title: Connect the app, role: product-consultant, minutes: 5, what: Enter ids and secret., why: The accounts hang on it., needs: [permissions] }
  - { id: authorise, stage: mailboxes, title: 'Authorise {mailboxes}', role: mailbox-owner, minutes: 2, what: Sign in., why: Delegated., needs: [permissions], automation: authorise }
  - { id: verify, stage: verify, title: Send one message, role: you, minutes: 2, what: Start the run., why: Proof., needs: [authorise, smtp-auth], automation: verify }
product:
  screens:
    - title: Connect Microsoft 365 App
      menu: [Channels, Microsoft 365, Connect Microsoft 365 App]
      fields:
        - { name: Client ID, value: '{clientId}' }
        - { name: Client Secret, value: Client secret, secret: true }
        - { name: Client Tenant ID, value: '{tenantId}' }
  builtInTest: Zammad checks the account while it is added.
verification: { transport: smtp-delegated, perMailbox: One message each., receipt: Looked for by its Message-ID. }
cautions:
  - { title: The import empties the inbox, text: Set Keep Messages on Server first., severity: danger, when: { answer: inbound, is: true } }
sources:
  - { title: Zammad administration manual, link: 'https://admin-docs.zammad.org/en/latest/channels/microsoft365/index.html' }
`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sendproof-sixth-'))
  writeFileSync(path.join(folder, 'zammad.yaml'), zammad)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('it passes the check, appears beside ours, and is planned', () => {
  expect(checkRecipeFile(zammad, library)).toEqual([])
  const complaints: string[] = []
  const source = new YamlRecipeSource({
    assetsFolder: assets,
    userFolder: folder,
    log: {
      info: () => undefined,
      warn: (event) => complaints.push(event),
    },
  })
  expect(source.recipes().map(({ id }) => id)).toEqual([...recipeIds(), 'zammad'])
  expect(complaints).toEqual([])
  const recipe = source.recipe('zammad')
  if (recipe === null) throw new Error('not found')
  const plan = (inbound: boolean) =>
    buildChecklist({
      recipe,
      setup: contosoSetup({ recipeId: 'zammad', answers: { hostname: 'desk.contoso.example', inbound } }),
      mailboxes: [],
      records: [],
      runs: { lastSummary: null },
      now,
    })
  expect(plan(true)).toMatchObject({ total: 7, next: 'register' })
  expect(plan(false).steps.find(({ id }) => id === 'keep-messages')?.state).toBe('not-needed')
  expect(plan(true).steps[0]?.values[0]).toMatchObject({
    value: 'https://desk.contoso.example/api/v1/external_credentials/microsoft365/callback',
    missing: [],
  })
})

test('a slip in it is told with its line', () => {
  const slip = zammad.replace('needs: [authorise, smtp-auth]', 'needs: [authorise, smtpauth]')
  const line = slip.split('\n').findIndex((one) => one.includes('smtpauth')) + 1
  expect(checkRecipeFile(slip, library).map(saidAsset)).toEqual([
    expect.stringMatching(
      new RegExp(`^line ${line}, column \\d+: steps\\[6\\]\\.needs\\[1\\]: there is no step “smtpauth”`),
    ),
  ])
})
