/** Each product's recipe against the fact file (reference 11), one row a fact. EAP has its own file. */
import { describe, expect, test } from 'vitest'
import { needed, needsSmtpAuth, transportFor } from '../../../../src/domain/recipe/conditions.ts'
import type { Recipe } from '../../../../src/domain/recipe/recipe.ts'
import type { Answers } from '../../../../src/domain/setup/setup.ts'
import { recipeIds, recipeOf } from './recipes.ts'

type Fact = [fact: string, read: () => unknown, expected: unknown]

function reader(id: string) {
  const recipe = recipeOf(id)
  return {
    recipe,
    note: (step: string, words: RegExp) => {
      const notes = recipe.steps.find((one) => one.id === step)?.manual ?? []
      return notes
        .filter((one) => words.test(`${one.says} ${one.do} ${one.because}`))
        .map(({ status }) => status)
    },
    permissions: (answers: Answers, need = 'required') =>
      needed(recipe.permissions, answers, recipe)
        .filter((one) => one.need === need)
        .map((one) => `${one.kind} ${one.value}`),
    redirects: (answers: Answers) =>
      needed(recipe.registration.redirects, answers, recipe).map(({ platform, uri }) => `${platform} ${uri}`),
    places: (answers: Answers) =>
      needed(recipe.credential.places, answers, recipe).map(({ screen, each }) =>
        each === undefined ? screen : `${screen} (${each})`,
      ),
    fields: (title: string, answers: Answers = {}) => {
      const screen = recipe.product.screens.find((one) => one.title === title)
      return screen === undefined ? [] : needed(screen.fields, answers, recipe).map(({ name }) => name)
    },
    menu: (title: string) => recipe.product.screens.find((one) => one.title === title)?.menu.join(' > '),
    cautions: (words: RegExp, answers: Answers = {}) =>
      needed(recipe.cautions, answers, recipe)
        .filter(({ title, text }) => words.test(`${title} ${text}`))
        .map(({ severity }) => severity),
    roles: (answers: Answers = {}) =>
      needed(recipe.scoping?.roles ?? [], answers, recipe).map(({ name }) => name),
    steps: (answers: Answers) => needed(recipe.steps, answers, recipe).map((one) => one.id),
    since: (part: string) =>
      recipe.parts
        .find((one) => one.id === part)
        ?.versions.map(({ release, since }) => `${release} ${since ?? ''}`.trim()),
  }
}

const fin = reader('finpower-connect')
const finpower: Fact[] = [
  [
    'Cost Centre e-mail since 6.00.02',
    () => fin.recipe.versions[0],
    '6.00.02 or later for Exchange e-mail in Cost Centres',
  ],
  ['first OAuth in 4.01.01', () => fin.since('cost-centre')?.[1], '4.01.01'],
  ['sends through Graph as an application', () => fin.recipe.sending.mode, 'graph-app'],
  ['single tenant', () => fin.recipe.registration.audience, 'AzureADMyOrg'],
  ['no redirect is added', () => fin.recipe.registration.redirects, []],
  [
    'the manual’s redirect is kept as an open point',
    () => fin.recipe.registration.manualRedirects.map(({ uri, need, platform }) => [uri, need, platform]),
    [['https://localhostfinPOWER/Temporary_Listen_Addresses/', 'open', 'publicClient']],
  ],
  ['a client secret', () => fin.recipe.credential.kinds, ['secret']],
  [
    'three application permissions',
    () => fin.permissions({}),
    ['application Mail.Send', 'application Mail.ReadWrite', 'application MailboxFolder.ReadWrite.All'],
  ],
  [
    'SMTP AUTH is asked for and not needed',
    () => [fin.recipe.smtpAuth.manual, needsSmtpAuth(fin.recipe, {})],
    [true, false],
  ],
  ['no Send As', () => fin.recipe.delegation.cases.flatMap(({ rights }) => rights), []],
  [
    'three fields and the Verify button',
    () => fin.fields('Cost Centre, Microsoft Exchange'),
    ['Tenant ID', 'Client ID', 'Secret', 'Verify'],
  ],
  [
    'the same for each User Override',
    () => fin.fields('User Override, Microsoft Exchange'),
    ['Tenant ID', 'Client ID', 'Secret', 'Verify'],
  ],
  [
    'the secret sits in User Overrides as well',
    () => fin.places({ 'user-overrides': true }),
    ['Cost Centre (each Cost Centre that sends)', 'User Override (each User Override)'],
  ],
  [
    'the operator confirms the message',
    () => /operator has to confirm/.test(fin.recipe.product.builtInTest),
    true,
  ],
  ['scoped with two roles', () => fin.roles(), ['Application Mail.Send', 'Application Mail.ReadWrite']],
  ['the consent in Entra goes', () => fin.recipe.scoping?.entraConsent, 'remove'],
  ['the folder permission has no role', () => fin.cautions(/no counterpart/), ['warning']],
  ['tenant-wide Mail.Send is a danger', () => fin.cautions(/reaches every mailbox/), ['danger']],
  [
    'error 1: the run-together redirect, open',
    () => fin.note('register-application', /A \/ is missing/),
    ['open'],
  ],
  [
    'error 2: a public client with a secret',
    () => fin.note('register-application', /AADSTS700025/),
    ['confirmed'],
  ],
  [
    'error 3: Authenticated SMTP is not needed',
    () => fin.note('no-smtp-auth', /Leave it off/),
    ['confirmed'],
  ],
  ['error 4: the dates are others', () => fin.note('no-smtp-auth', /2022 and 2023/), ['confirmed']],
  [
    'error 5: the platform’s new name',
    () => fin.note('register-application', /Mobile and desktop applications/),
    ['confirmed'],
  ],
  [
    'error 6: delegation does not limit an application',
    () => fin.note('delegation-check', /neither needs them nor/),
    ['confirmed'],
  ],
  [
    'a negative probe',
    () =>
      fin.recipe.verification.probes
        .filter(({ expected }) => expected === 'refused')
        .map(({ mailbox }) => mailbox),
    ['outside-scope'],
  ],
]

const exa = reader('exact')
const every = { parts: 'globe, synergy, elis-email, elis-calendar' }
const exact: Fact[] = [
  [
    'Globe’s table of versions',
    () => exa.since('globe'),
    [
      'Globe+ / Compact+ 500SP7 2022-12-15',
      'Globe+ / Compact+ 501SP1 2022-12-15',
      'Globe Next / Compact 422SP14 2022-12-09',
      'Globe Next / Compact 423SP7 2022-12-09',
      'Globe Next / Compact 424SP1 2022-12-09',
    ],
  ],
  ['Synergy’s', () => exa.since('synergy'), ['267SP14 2022-12-15', '500SP7 2022-12-15', '501SP1 2022-12-15']],
  ['ELIS’s', () => exa.since('elis-email'), ['267SP14 2022-12-05', '500SP7 2022-12-05', '501SP1 2022-12-05']],
  [
    'e-mail goes through Graph as an application',
    () => exa.recipe.parts.map(({ transport }) => transport),
    ['graph-app', 'graph-app', 'graph-app', undefined],
  ],
  ['single tenant', () => exa.recipe.registration.audience, 'AzureADMyOrg'],
  ['no redirect for e-mail', () => exa.redirects({ parts: 'globe, synergy, elis-email' }), []],
  [
    'two redirects for appointments',
    () => exa.redirects(every),
    [
      'web https://{synergy-host}/Synergy/docs/SysJwtTokenLogin.aspx',
      'publicClient https://login.microsoftonline.com/common/oauth2/nativeclient',
    ],
  ],
  [
    'access tokens ticked, need open',
    () => [exa.recipe.registration.implicit.manual, exa.recipe.registration.implicit.needed],
    [{ accessTokens: true, idTokens: false }, 'open'],
  ],
  ['e-mail needs Mail.Send', () => exa.permissions({ parts: 'globe' }), ['application Mail.Send']],
  [
    'the calendar needs full_access_as_app',
    () => exa.permissions({ parts: 'elis-calendar' }),
    ['application full_access_as_app'],
  ],
  [
    'of Office 365 Exchange Online',
    () => exa.recipe.permissions.find(({ value }) => value === 'full_access_as_app')?.resource,
    'exchange',
  ],
  [
    'five are surplus',
    () => exa.permissions({}, 'surplus'),
    [
      'application AccessReview.Read.All',
      'delegated email',
      'delegated offline_access',
      'delegated openid',
      'delegated profile',
    ],
  ],
  ['no SMTP AUTH', () => needsSmtpAuth(exa.recipe, every), false],
  [
    'Globe’s menu',
    () => exa.menu('Globe and Compact: User settings, Output'),
    'System > General > User settings > Output > E-mail',
  ],
  [
    'Globe’s fields',
    () => exa.fields('Globe and Compact: User settings, Output'),
    ['E-mail', 'Account', 'Client ID', 'Tenant ID', 'Client Secret'],
  ],
  [
    'Synergy’s menu',
    () => exa.menu('Synergy: Settings, Server'),
    'Modules > HRM > Setup > General > Settings > Edit > Server',
  ],
  [
    'Synergy’s fields',
    () => exa.fields('Synergy: Settings, Server'),
    ['E-mail', 'Tenant ID', 'Client ID', 'Client Secret', 'Sender account (email)'],
  ],
  [
    'ELIS e-mail’s fields',
    () => exa.fields('ELIS: Settings'),
    ['Server', 'Tenant ID', 'Client ID', 'Client secret', 'Sender account'],
  ],
  [
    'ELIS calendar’s fields',
    () => exa.fields('ELIS: Exchange Synchronization'),
    ['AppID (Exchange Online)', 'TenantID (Exchange Online)', 'Client Secret (Exchange Online)'],
  ],
  [
    'the secret sits in four places',
    () => exa.places(every),
    [
      'User settings (each user)',
      'Synergy settings',
      'ELIS settings (each ELIS server)',
      'ELIS Exchange Synchronization (each ELIS server)',
    ],
  ],
  ['in one with Globe alone', () => exa.places({ parts: 'globe' }), ['User settings (each user)']],
  ['no test button', () => exa.recipe.product.builtInTest.startsWith('None'), true],
  [
    'the calendar ends on 1 April 2027',
    () =>
      needed(exa.recipe.cautions, every, exa.recipe)
        .filter(({ deadline }) => deadline === 'ews-end')
        .map(({ severity }) => severity),
    ['danger'],
  ],
  ['and is told to nobody without it', () => exa.cautions(/1 April 2027/, { parts: 'globe' }), []],
  [
    'the interim allow list',
    () =>
      exa.recipe.steps
        .find(({ id }) => id === 'ews-allow')
        ?.values.some(({ value }) =>
          value.startsWith('Set-OrganizationConfig -EwsEnabled $true -EwsAllowedAppIDs'),
        ),
    true,
  ],
  [
    'a read-only look at EWS',
    () =>
      needed(exa.recipe.verification.probes, { parts: 'elis-calendar' }, exa.recipe).map(({ kind }) => kind),
    ['ews-app'],
  ],
  ['error 1: the calendar stops, open', () => exa.note('ews-allow', /1 April 2027/), ['open']],
  ['error 2: AccessReview.Read.All, open', () => exa.note('permissions', /AccessReview/), ['open']],
  [
    'error 3: delegated permissions do nothing',
    () => exa.note('permissions', /never holds them/),
    ['confirmed'],
  ],
  ['error 4: no Web section yet', () => exa.note('redirects', /no section called Web/), ['confirmed']],
  ['error 4: the address is missing, open', () => exa.note('redirects', /leaves the address out/), ['open']],
  ['error 5: two tabs and a stray colon', () => exa.note('permissions', /stray colon/), ['confirmed']],
  ['error 6: the Migration Tool', () => exa.note('register-application', /Migration Tool/), ['confirmed']],
  ['error 7: Graph must stay', () => exa.note('permissions', /would remove Mail\.Send/), ['confirmed']],
  ['error 8: no scoping', () => exa.note('scope-group', /every mailbox/), ['confirmed']],
]

const ena = reader('enate')
const cert = { credential: 'certificate' }
const enate: Fact[] = [
  [
    'Builder 2021.1, build not confirmed',
    () => /2021\.1.*not confirmed/.test(ena.recipe.versions[0] ?? ''),
    true,
  ],
  ['sends through Graph as an application', () => ena.recipe.sending.mode, 'graph-app'],
  ['one registration an instance', () => ena.recipe.registration.displayName, 'Enate mail ({instance})'],
  ['single tenant', () => ena.recipe.registration.audience, 'AzureADMyOrg'],
  ['no redirect', () => ena.recipe.registration.redirects, []],
  ['Mail.Send for outgoing', () => ena.permissions({ incoming: false }), ['application Mail.Send']],
  [
    'Mail.ReadWrite as well for incoming',
    () => ena.permissions({}),
    ['application Mail.Send', 'application Mail.ReadWrite'],
  ],
  ['the permission list is an open point', () => ena.note('permissions', /missing from the page/), ['open']],
  ['secret or certificate', () => ena.recipe.credential.kinds, ['secret', 'certificate']],
  ['no SMTP AUTH', () => needsSmtpAuth(ena.recipe, {}), false],
  [
    'mailbox before group before roles',
    () =>
      ['shared-mailbox', 'scope-group', 'scope-roles']
        .map((id) => ena.recipe.steps.findIndex((one) => one.id === id))
        .every((at, index, all) => index === 0 || at > (all[index - 1] ?? 0)),
    true,
  ],
  ['scoped by roles', () => ena.roles(), ['Application Mail.Send', 'Application Mail.ReadWrite']],
  [
    'access policies are being replaced',
    () => needed(ena.recipe.cautions, {}, ena.recipe).some(({ deadline }) => deadline === 'access-policies'),
    true,
  ],
  ['no test of its own', () => ena.recipe.product.builtInTest.startsWith('None'), true],
  ['a private key never goes to a web page', () => ena.cautions(/private key/, cert), ['danger']],
  ['Sent Items grow', () => ena.cautions(/Sent Items/), ['note']],
  ['a certificate has no secret step', () => ena.steps(cert).includes('client-secret'), false],
  ['error 1: Entra ID', () => ena.note('mailbox-user', /Microsoft Entra ID/), ['confirmed']],
  ['error 2: Exchange objects', () => ena.note('shared-mailbox', /Exchange objects/), ['confirmed']],
  ['error 3: POST to v2.0', () => ena.note('token-try', /AADSTS900561/), ['confirmed']],
  ['error 4: base64url of the bytes', () => ena.note('certificate', /AADSTS700027/), ['confirmed']],
  ['error 5: no web converter', () => ena.note('certificate', /SSL Converter/), ['confirmed']],
  [
    'error 5: openssl instead',
    () =>
      ena.recipe.steps
        .find(({ id }) => id === 'certificate')
        ?.values.some(({ value }) => value === 'openssl pkcs12 -in cert.pfx -nocerts -out key.pem'),
    true,
  ],
  ['error 6: straight quotation marks', () => ena.note('certificate', /curly/), ['confirmed']],
  [
    'error 6: none in our commands',
    () => JSON.stringify(ena.recipe.steps.map(({ values }) => values)).match(/[“”]/g),
    null,
  ],
  ['error 7: KeySpec', () => ena.note('certificate', /KeyExchange/), ['confirmed']],
  ['error 8: one of two scripts', () => ena.note('certificate', /Two ways/), ['confirmed']],
  [
    'error 9: who may consent',
    () => ena.note('register-application', /Privileged Role Administrator/),
    ['confirmed'],
  ],
  ['error 10: My Apps', () => ena.note('register-application', /My Apps/), ['confirmed']],
  [
    'error 11: no redirect ever follows',
    () => ena.note('register-application', /AADSTS500113/),
    ['confirmed'],
  ],
]

const fle = reader('flexdeploy')
const flexdeploy: Fact[] = [
  [
    'Graph since 8.0.0.1, certificates since 9.0.0.1',
    () => fle.recipe.versions,
    ['8.0.0.1 or later for Graph', '9.0.0.1 or later for certificates'],
  ],
  ['delegated Graph', () => transportFor(fle.recipe, {}), 'graph-delegated'],
  ['SMTP for the older option', () => transportFor(fle.recipe, { api: 'smtp' }), 'smtp-delegated'],
  [
    'redirect rest/v2/oauth under Web',
    () => fle.redirects({})[0],
    'web https://{hostname}/flexdeploy/rest/v2/oauth',
  ],
  [
    'faces/oauth in older releases',
    () => fle.redirects({ 'redirect-path': 'faces' })[0],
    'web https://{hostname}/flexdeploy/faces/oauth',
  ],
  ['secret or certificate', () => fle.recipe.credential.kinds, ['secret', 'certificate']],
  [
    'no certificate in 8.x',
    () => fle.steps({ version: 'v8', credential: 'certificate' }).includes('certificate'),
    false,
  ],
  [
    'plain sending',
    () => fle.permissions({}),
    ['delegated User.Read', 'delegated Mail.Send', 'delegated offline_access'],
  ],
  ['approvals read', () => fle.permissions({ approvals: true }).includes('delegated Mail.ReadWrite'), true],
  [
    'a shared mailbox sends',
    () => fle.permissions({ sender: 'shared' }).includes('delegated Mail.Send.Shared'),
    true,
  ],
  [
    'replies in a shared mailbox',
    () =>
      fle
        .permissions({ approvals: true, 'reply-mailbox': 'shared' })
        .includes('delegated Mail.ReadWrite.Shared'),
    true,
  ],
  [
    'the older option',
    () => fle.permissions({ api: 'smtp', approvals: true }, 'alternative'),
    ['delegated SMTP.Send', 'delegated IMAP.AccessAsUser.All'],
  ],
  [
    'SMTP AUTH for the older option only',
    () => [needsSmtpAuth(fle.recipe, {}), needsSmtpAuth(fle.recipe, { api: 'smtp' })],
    [false, true],
  ],
  [
    'Full Access where a shared folder is read',
    () =>
      needed(fle.recipe.delegation.cases, { approvals: true, 'reply-mailbox': 'shared' }, fle.recipe).some(
        ({ rights }) => rights.includes('full-access'),
      ),
    true,
  ],
  ['the base address', () => fle.menu('General Settings'), 'System Settings > General Settings'],
  [
    '9.x outgoing fields',
    () => fle.fields('Outgoing Email Settings'),
    ['Auth Type', 'User Name', 'OAuth Application', 'From Address'],
  ],
  [
    '8.x fields',
    () => fle.fields('Email Settings (8.x)'),
    ['Auth type (SMTP)', 'SMTP User', 'Client Id', 'Client Secret', 'Tenant Id', 'Authorize / Re-Authorize'],
  ],
  [
    'incoming fields',
    () => fle.fields('Incoming Email Settings'),
    ['User', 'Email Reply Folder', 'Approval Reply Address'],
  ],
  [
    'the two releases never mix',
    () => fle.steps({ version: 'v8' }).filter((id) => /v9|oauth-application/.test(id)),
    [],
  ],
  [
    '8.x keeps the secret twice with approvals',
    () => fle.places({ version: 'v8', approvals: true }),
    ['Email Settings', 'Email Settings'],
  ],
  [
    'Test Email Configuration',
    () => fle.recipe.product.builtInTest.startsWith('Test Email Configuration'),
    true,
  ],
  [
    'the reply folder is emptied',
    () => fle.cautions(/never a personal Inbox/, { approvals: true }),
    ['danger'],
  ],
  ['the wrong person is authorised', () => fle.cautions(/private window/), ['warning']],
  [
    'the folder is only looked at',
    () => needed(fle.recipe.verification.probes, { approvals: true }, fle.recipe).map(({ kind }) => kind),
    ['graph-delegated', 'graph-read'],
  ],
  ['nothing to scope', () => [fle.recipe.scoping?.needed, fle.roles()], [false, []]],
  [
    'error 1: two releases mixed',
    () => fle.note('register-application', /8\.x and 9\.x side by side/),
    ['confirmed'],
  ],
  ['error 2: Entra ID', () => fle.note('register-application', /Microsoft Entra ID/), ['confirmed']],
  ['error 3: who asks for https', () => fle.note('web-redirect', /every host but localhost/), ['confirmed']],
  ['error 4: offline_access, open', () => fle.note('permissions', /offline_access/), ['open']],
  ['error 5: the old host', () => fle.note('smtp-auth', /smtp\.office365\.com/), ['confirmed']],
  ['error 6: ErrorAccessDenied', () => fle.note('consent', /ErrorAccessDenied/), ['confirmed']],
  ['error 7: the secret id', () => fle.note('client-secret', /of no use/), ['confirmed']],
  ['error 8: outlook.office.com', () => fle.note('authorize', /outlook\.office\.com/), ['confirmed']],
]

const gsm = reader('generic-smtp-oauth')
const gra = reader('generic-graph-app')
const generic: Fact[] = [
  ['SMTP as a person', () => transportFor(gsm.recipe, {}), 'smtp-delegated'],
  ['SMTP as an application', () => transportFor(gsm.recipe, { 'sign-in': 'application' }), 'smtp-app'],
  [
    'a person needs two permissions',
    () => gsm.permissions({}),
    ['delegated SMTP.Send', 'delegated offline_access'],
  ],
  [
    'a scoped application needs none',
    () => [
      ...gsm.permissions({ 'sign-in': 'application' }),
      ...gsm.permissions({ 'sign-in': 'application' }, 'alternative'),
    ],
    [],
  ],
  [
    'an application without a scope needs SMTP.SendAsApp',
    () => gsm.permissions({ 'sign-in': 'application', limit: false }, 'alternative'),
    ['application SMTP.SendAsApp'],
  ],
  ['the SMTP role', () => gsm.roles({ 'sign-in': 'application' }), ['Application SMTP.SendAsApp']],
  [
    'Authenticated SMTP in both',
    () => [needsSmtpAuth(gsm.recipe, {}), needsSmtpAuth(gsm.recipe, { 'sign-in': 'application' })],
    [true, true],
  ],
  [
    'a workstation has no Web redirect',
    () => gsm.redirects({ client: 'workstation' }),
    ['publicClient http://localhost'],
  ],
  [
    'the two scopes are told apart',
    () => [
      gsm.fields('E-mail settings', {}).filter((name) => name === 'Scope').length,
      gsm.fields('E-mail settings', { 'sign-in': 'application' }).filter((name) => name === 'Scope').length,
    ],
    [1, 1],
  ],
  [
    'the dates for passwords',
    () => gsm.recipe.cautions.flatMap(({ deadline }) => deadline ?? []),
    ['smtp-basic-off', 'smtp-basic-removal'],
  ],
  ['Graph needs Mail.Send only', () => gra.permissions({ drafts: true }), ['application Mail.Send']],
  [
    'drafts are an alternative',
    () => gra.permissions({ drafts: true }, 'alternative'),
    ['application Mail.ReadWrite'],
  ],
  ['no SMTP AUTH for Graph', () => needsSmtpAuth(gra.recipe, {}), false],
  [
    'without a scope there are no roles to assign',
    () => gra.steps({ limit: false }).filter((id) => /scope|remove|negative/.test(id)),
    [],
  ],
]

describe.each([
  ['finPOWER Connect', finpower],
  ['Exact', exact],
  ['Enate', enate],
  ['FlexDeploy', flexdeploy],
  ['a product not on the list', generic],
])('%s:', (_, facts) => {
  test.each(facts)('%s', (_fact, read, expected) => {
    expect(read()).toEqual(expected)
  })
})

const appOnly: Recipe[] = recipeIds()
  .map(recipeOf)
  .filter(({ sending }) => sending.mode === 'graph-app')

test.each(appOnly.map((recipe) => [recipe.id, recipe] as const))(
  '%s cannot end without a scope, its proof, and a warning',
  (_, recipe) => {
    const ids = recipe.steps.map(({ id }) => id)
    for (const id of ['scope-group', 'service-principal', 'scope-roles', 'remove-consent', 'negative-proof'])
      expect(ids).toContain(id)
    expect(
      recipe.cautions.some(({ severity, title }) => severity === 'danger' && /every mailbox/.test(title)),
    ).toBe(true)
    expect(
      recipe.verification.probes.some(
        ({ mailbox, expected }) => mailbox === 'outside-scope' && expected === 'refused',
      ),
    ).toBe(true)
  },
)

test.each(recipeIds())('%s says everything in whole sentences, in its own words', (id) => {
  const recipe = recipeOf(id)
  for (const step of recipe.steps) {
    for (const sentence of [step.what, step.why]) expect(sentence, step.id).toMatch(/[.)]$/)
    expect(step.after ?? '.', step.id).toMatch(/\.$/)
  }
  expect(recipe.sources.length).toBeGreaterThan(2)
})
