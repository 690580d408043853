/**
 * What once was wrong in a recipe, or is wrong in the vendor's manual, product by product: each row is something that
 * cost somebody a day, or would have. @see reference 11
 */
import { describe, expect, test } from 'vitest'
import { sayStepNote } from '../../../../src/words/say-step.ts'
import { en } from '../../../../src/words/en.ts'
import { buildChecklist } from '../../../../src/domain/checklist/build-checklist.ts'
import { fieldSheet } from '../../../../src/domain/field-sheet/field-sheet.ts'
import { needed } from '../../../../src/domain/recipe/conditions.ts'
import type { Answers } from '../../../../src/domain/setup/setup.schema.ts'
import { contosoMailbox, contosoSetup, now } from '../../../kit/contoso.ts'
import { recipeIds, recipeOf } from './recipes.ts'

type Fact = [fact: string, read: () => unknown, expected: unknown]

const senders = [
  contosoMailbox(1, { address: 'mara@contoso.example' }),
  contosoMailbox(2, { address: 'paul@contoso.example' }),
  contosoMailbox(3, { address: 'desk@contoso.example', kind: 'shared', signInAs: 'mara@contoso.example' }),
]

function reader(id: string) {
  const recipe = recipeOf(id)
  const setup = (answers: Answers) =>
    contosoSetup({
      recipeId: id,
      answers: { hostname: 'app.contoso.example', 'synergy-host': 's.example', ...answers },
    })
  const plan = (answers: Answers = {}) =>
    buildChecklist({
      recipe,
      setup: setup(answers),
      mailboxes: senders,
      records: [],
      runs: { lastSummary: null },
      now,
    })
  const step = (name: string, answers: Answers = {}) => plan(answers).steps.find((one) => one.id === name)
  const sheet = (answers: Answers = {}) => fieldSheet(recipe, setup(answers), senders)
  return {
    recipe,
    /** Ids of the steps that these answers call for. */
    steps: (answers: Answers = {}) =>
      plan(answers)
        .steps.filter(({ state }) => state !== 'not-needed')
        .map((one) => one.id),
    step,
    /** How sure the remarks of a step are that hold the words. */
    note: (name: string, words: RegExp, answers: Answers = {}) =>
      (step(name, answers)?.manual ?? [])
        .map((one) => sayStepNote(en, one))
        .filter((one) => words.test(`${one.says} ${one.do} ${one.because}`))
        .map(({ status }) => status),
    values: (name: string, answers: Answers = {}) =>
      (step(name, answers)?.values ?? []).map(({ value }) => value),
    field: (name: string, answers: Answers = {}) =>
      sheet(answers)
        .screens.flatMap(({ fields }) => fields)
        .filter((one) => one.name === name)
        .map(({ value }) => value),
    permissions: (answers: Answers, ...needs: string[]) =>
      needed(recipe.permissions, answers, recipe)
        .filter(({ need }) => (needs.length === 0 ? ['required', 'alternative'] : needs).includes(need))
        .map(({ value }) => value),
    dangers: (answers: Answers = {}) =>
      needed(recipe.cautions, answers, recipe)
        .filter(({ severity }) => severity === 'danger')
        .map(({ title }) => title),
    probes: (answers: Answers = {}) =>
      needed(recipe.verification.probes, answers, recipe).map((one) => one.id),
    asked: (answers: Answers = {}) => needed(recipe.questions, answers, recipe).map((one) => one.id),
    roles: (answers: Answers = {}) =>
      needed(recipe.scoping?.roles ?? [], answers, recipe).map(({ name }) => name),
  }
}

const fin = reader('finpower-connect')
const finpower: Fact[] = [
  [
    'a release without the screen begins with the upgrade',
    () => fin.steps({ release: 'older' })[0],
    'upgrade',
  ],
  [
    'and nobody is given a step in which nothing is to be done',
    () => fin.recipe.steps.filter(({ title }) => /^Leave /.test(title)),
    [],
  ],
  [
    'unattended mail needs the default service',
    () => fin.field('Default e-mail service'),
    ['Microsoft Exchange'],
  ],
  [
    'a “must” of the vendor is not dropped without a way back',
    () => fin.note('product-test', /turn it on again/),
    ['confirmed'],
  ],
  [
    'a borrowed From address is asked for',
    () => fin.steps({ 'other-from': true }).includes('delegation-check'),
    true,
  ],
  [
    'a release that may still need SMTP is not told to leave it off',
    () => fin.note('product-test', /turn it on again/, { release: 'older' }),
    [],
  ],
  [
    'menus and names of the Cost Centre are asked for',
    () => fin.note('cost-centre', /may call them/),
    ['open'],
  ],
  ['where the sender stands is open', () => fin.note('scope-group', /neither of the two screens/), ['open']],
  ['nobody says what the folder permission is for', () => fin.note('permissions', /MailboxFolder/), ['open']],
  ['the run-together redirect is left out', () => fin.recipe.registration.redirects, []],
  ['and told once, as open', () => fin.note('register-application', /localhostfinpower/), ['open']],
  [
    'the product is tested again without the consent',
    () => fin.step('product-test-again')?.needs,
    ['remove-consent'],
  ],
]

const exa = reader('exact')
const calendar = { parts: 'elis-calendar' }
const limited = { parts: 'globe, elis-calendar', 'limit-calendar': true }
const exact: Fact[] = [
  [
    'calendars keep their permission until someone says otherwise',
    () => exa.roles({ parts: 'globe, elis-calendar' }),
    ['Application Mail.Send'],
  ],
  [
    'and never share the group of the senders',
    () => exa.steps(limited).filter((id) => /group/.test(id)),
    ['scope-group', 'calendar-group'],
  ],
  [
    'no role for EWS in the senders’ scope',
    () => exa.values('scope-roles', limited).join(' ').includes('EWS'),
    false,
  ],
  [
    'what is taken away leaves EWS alone',
    () => exa.values('remove-consent', { parts: 'globe, elis-calendar' }),
    ['Mail.Send', 'full_access_as_app'],
  ],
  ['calendar alone is verified too', () => exa.steps(calendar).includes('verify'), true],
  [
    'and makes the application known to Exchange only to limit it',
    () => [calendar, { ...calendar, 'limit-calendar': true }].map((one) => exa.steps(one).join(' ')),
    [
      expect.not.stringMatching(/service-principal|group|proof/),
      expect.stringMatching(/calendar-group .*calendar-proof/),
    ],
  ],
  [
    'with the line that does so, in a step that opens its own session',
    () => exa.values('calendar-group', { ...calendar, 'limit-calendar': true }).join('\n'),
    expect.stringMatching(/^Connect-ExchangeOnline\n[^]*New-ServicePrincipal[^]*New-DistributionGroup/),
  ],
  [
    'Mail.Read is for the new Outlook only, and reading is an open point',
    () => [
      exa.permissions({ parts: 'synergy' }),
      exa.permissions({ parts: 'synergy', 'new-outlook': true }),
      exa.note('permissions', /synchronise emails/),
    ],
    [['Mail.Send'], ['Mail.Send', 'Mail.Read'], ['open']],
  ],
  [
    'each line of releases holds for newer ones',
    () => exa.recipe.versions.filter((line) => !line.endsWith(', or newer')),
    [],
  ],
  [
    'and is compared first, with its dates',
    () => [
      exa.steps()[0],
      exa
        .values('release', { parts: 'globe, synergy, elis-email' })
        .map((line) => /\d+ December 2022/.exec(line)?.[0]),
    ],
    ['release', ['15 December 2022', '9 December 2022', '15 December 2022', '5 December 2022']],
  ],
  [
    'Settings of ELIS are on its left panel',
    () => exa.step('elis-settings', { parts: 'elis-email' })?.portal.at(-1),
    'Settings, left panel',
  ],
  [
    'each part is told to use Exchange Online',
    () =>
      (['globe', 'synergy', 'elis-email'] as const).map(
        (part) =>
          exa.values(part === 'elis-email' ? 'elis-settings' : `${part}-settings`, { parts: part })[0],
      ),
    ['Exchange Online', 'Exchange Online', 'Exchange Online'],
  ],
  [
    'redirects are for the calendar, their address is the vendor’s example',
    () => [exa.steps().includes('redirects'), exa.note('redirects', /leaves the address out/, calendar)],
    [false, ['open']],
  ],
  ['but nothing is sent for it', () => exa.steps(calendar).includes('negative-proof'), false],
  [
    'the list of EWS applications is kept',
    () => exa.values('ews-allow', calendar).join(' '),
    expect.stringMatching(/EwsAllowedAppIDs -split .*\{ \$_ \}\) \+ '/),
  ],
  [
    'who else uses EWS is found out before the first list',
    () => exa.values('ews-allow', calendar).findIndex((value) => /EWS usage/.test(value)),
    3,
  ],
  [
    'each Globe user has one address',
    () => exa.field('Account'),
    ['mara@contoso.example', 'paul@contoso.example', 'desk@contoso.example'],
  ],
  [
    'Synergy has one for all',
    () => exa.field('Sender account (email)', { parts: 'synergy' }),
    [expect.stringMatching(/^one of mara@/)],
  ],
  ['e-mail needs neither redirect nor box', () => exa.note('register-application', /neither/), ['confirmed']],
]

const eapFacts = reader('eap')
const eap: Fact[] = [
  ['port 567 is a misprint', () => eapFacts.note('email-settings', /:587/), ['confirmed']],
  ['the value is 587', () => eapFacts.field('SMTP server'), ['smtp.office365.com:587']],
  [
    'no value names 567',
    () =>
      JSON.stringify([eapFacts.recipe.product, eapFacts.recipe.steps.map(({ values }) => values)]).includes(
        ':567',
      ),
    false,
  ],
  [
    'EAP has one mailbox; more are not promised',
    () => eapFacts.note('email-settings', /one Mailbox Email Address/),
    ['open'],
  ],
  [
    'and one address is asked for',
    () => eapFacts.field('Mailbox Email Address'),
    [expect.stringMatching(/^one of /)],
  ],
  [
    'the owner of the mailbox signs in, in a private window',
    () => eapFacts.step('service-connection')?.what,
    expect.stringMatching(/owner .* private browser window.*second factor/s),
  ],
  [
    'Authenticated SMTP is missing in the manual',
    () => eapFacts.note('smtp-auth', /535 5\.7\.139/),
    ['confirmed'],
  ],
  [
    'what ends a sign-in can be prevented',
    () => eapFacts.values('sign-in-rules').join(' '),
    expect.stringMatching(/exclude.*not to expire.*licence/s),
  ],
  [
    'whether the token boxes are needed is asked',
    () => eapFacts.note('web-redirect', /Tick Access tokens and ID tokens/),
    ['open'],
  ],
  ['the release is looked up first', () => eapFacts.steps()[0], 'release'],
  ['11.0.1 is the first that can', () => eapFacts.values('release'), ['11.0.1 or later']],
  [
    'the connection is made with the tenant entry of that name',
    () => [eapFacts.values('product-tenant')[0], eapFacts.values('service-connection')[2]],
    [...eapFacts.field('Tenant'), ...eapFacts.field('Tenant')],
  ],
  ['Mail.Send is surplus', () => eapFacts.permissions({}, 'surplus'), ['Mail.Send']],
]

const ena = reader('enate')
const cert = { credential: 'certificate' }
const enate: Fact[] = [
  ['Enate deletes what it reads', () => ena.dangers().includes('Enate deletes the mail it reads'), true],
  [
    'so the mailbox is emptied before, by a person',
    () => ena.step('connector')?.needs.includes('empty-mailbox'),
    true,
  ],
  ['reading only is offered to nobody', () => ena.permissions({}), ['Mail.Send', 'Mail.ReadWrite']],
  [
    'the ids are not in the connector; where, is asked',
    () => ena.recipe.product.screens[1]?.fields.map(({ name }) => name).includes('Tenant ID'),
    false,
  ],
  [
    'every mailbox has a connector of its own',
    () => ena.field('Primary Email Address').length,
    senders.length,
  ],
  ['with the fallback route', () => ena.field('Fallback email route').length, senders.length],
  [
    'SMTP with a password has a date',
    () => ena.dangers({ 'outgoing-way': 'smtp' }).includes('Only passwords for SMTP are ending'),
    true,
  ],
  [
    'the certificate is made before it is read',
    () => ena.values('certificate', cert).map((value) => /product-mail\.\w+|New-Self/.exec(value)?.[0]),
    ['New-Self', 'product-mail.cer', 'product-mail.pfx', 'product-mail.pfx', 'product-mail.pfx', undefined],
  ],
  [
    'and its private key does not stay in the store of the PC that made it',
    () => ena.values('certificate', cert).at(-1),
    'Remove-Item "Cert:\\CurrentUser\\My\\$($cert.Thumbprint)" -DeleteKey',
  ],
  [
    'the way in is tested only where Enate reads',
    () => [ena.values('product-test'), ena.values('product-test', { incoming: false })],
    [[expect.stringMatching(/becomes a work item/)], []],
  ],
  [
    'no curly quotation mark in a command',
    () => ena.values('certificate', cert).join(' ').match(/[“”]/g),
    null,
  ],
  [
    'a private key never goes to a website',
    () => ena.note('certificate', /SSL Converter/, cert),
    ['confirmed'],
  ],
]

const fle = reader('flexdeploy')
const v8 = { version: 'v8', credential: 'certificate' }
const otherReader = { approvals: true, 'reply-user': 'other', 'reply-reader': 'approvals@contoso.example' }
const flexdeploy: Fact[] = [
  [
    'a shared sender in the list has its permission',
    () => fle.permissions({}).includes('Mail.Send.Shared'),
    true,
  ],
  [
    '8.x has a secret, whatever was answered for 9.x',
    () => fle.steps(v8).filter((id) => /secret|certificate/.test(id)),
    ['client-secret'],
  ],
  ['8.x has a From Address', () => fle.field('SMTP From Address', v8).length, 1],
  [
    '8.x authorises on the e-mail page',
    () => fle.step('press-authorize-v8', v8)?.portal.slice(-2),
    ['Email Settings', 'Authorize'],
  ],
  [
    '9.x authorises before the e-mail settings',
    () => fle.step('email-settings-v9')?.needs,
    ['press-authorize-v9'],
  ],
  [
    'the OAuth application is named before it is chosen',
    () => fle.field('Name'),
    fle.field('OAuth Application'),
  ],
  [
    'the IMAP secret is for another user only',
    () => fle.field('Client Secret (IMAP)', { version: 'v8', approvals: true }),
    [],
  ],
  [
    'replies go to the mailbox whose folder is read, not to the shared From Address',
    () => [
      fle.field('Approval Reply Address', { approvals: true }),
      fle.field('Approval Reply Address', { approvals: true, 'reply-mailbox': 'shared' }),
      fle.field('Approval Reply Address', otherReader),
    ],
    [[expect.stringMatching(/^one of mara@[^d]*$/)], ['desk@contoso.example'], ['approvals@contoso.example']],
  ],
  [
    'whoever reads the replies gets the rights and the folder, not whoever sends',
    () => [
      fle
        .values('full-access', { ...otherReader, 'reply-mailbox': 'shared' })
        .filter((value) => /approvals@|mara@/.test(value)),
      fle.values('imap', { ...otherReader, api: 'smtp' }).at(-1),
      fle.values('reply-folder', otherReader).at(-1),
    ],
    [
      [
        'approvals@contoso.example',
        "'desk@contoso.example' | ForEach-Object { Add-MailboxPermission $_ -User 'approvals@contoso.example' -AccessRights FullAccess -InheritanceType All }",
      ],
      "Set-CASMailbox 'approvals@contoso.example' -ImapEnabled $true",
      'approvals@contoso.example',
    ],
  ],
  [
    'and Sendproof does not look for that folder with another sign-in',
    () => [
      fle.probes({ approvals: true }).includes('reply-folder'),
      fle.probes(otherReader).filter((one) => /reply/.test(one)),
    ],
    [true, []],
  ],
  [
    'a certificate and its key are stored before they are chosen',
    () => [
      fle.step('oauth-application', { credential: 'certificate' })?.needs.includes('credentials'),
      fle.step('certificate', { credential: 'certificate' })?.clicks.join(' '),
    ],
    [true, expect.stringMatching(/product-mail\.cer and product-mail\.key/)],
  ],
  [
    'more permission than the manual asks for is owned up to',
    () => fle.note('permissions', /Mail\.Send\.Shared only if/),
    ['confirmed'],
  ],
  [
    'the advice to use the Inbox is contradicted',
    () => fle.note('reply-folder', /Inbox is likely/, { approvals: true }),
    ['confirmed'],
  ],
  ['https comes first', () => fle.steps()[0], 'https'],
  [
    'the older option has a host and IMAP',
    () => [
      fle.field('SMTP Host Name', { api: 'smtp' }),
      fle.steps({ api: 'smtp', approvals: true }).includes('imap'),
    ],
    [['smtp.office365.com'], true],
  ],
  [
    'the reply folder waits for the right to see it',
    () => fle.step('reply-folder', { approvals: true })?.needs,
    ['full-access'],
  ],
]

const gsm = reader('generic-smtp-oauth')
const asApp = { 'sign-in': 'application' }
const onPc = { 'sign-in': 'workstation' }
const per = reader('generic-graph-person')
const ven = reader('generic-vendor-app')
const generic: Fact[] = [
  [
    'an application’s switch is that of the senders, shared ones included',
    () => gsm.values('smtp-auth-of-senders', asApp).join(' ').includes('desk@contoso.example'),
    true,
  ],
  [
    'it signs in as the sending mailbox',
    () => gsm.field('User name', asApp),
    [expect.stringMatching(/^one of mara@/)],
  ],
  [
    'with a scope it consents to nothing',
    () => gsm.steps(asApp).filter((id) => /consent|permission/.test(id)),
    [],
  ],
  [
    'and is refused in SMTP’s words',
    () => gsm.step('negative-proof', asApp)?.after,
    expect.stringContaining('535 5.7.3'),
  ],
  [
    'without one the ids are asked for all the same',
    () =>
      gsm
        .values('service-principal', { ...asApp, limit: false })
        .join(' ')
        .includes('OBJECT-ID'),
    false,
  ],
  [
    'a program on a PC makes no secret',
    () => gsm.steps(onPc).filter((id) => /secret|certificate/.test(id)),
    [],
  ],
  [
    'a device code needs public client flows',
    () => gsm.steps({ ...onPc, 'pc-redirect': 'device-code' }).includes('device-code'),
    true,
  ],
  [
    'the scopes of another cloud are its own',
    () => JSON.stringify(gsm.recipe.product).match(/outlook\.office|graph\.microsoft/),
    null,
  ],
  ['Graph as a person needs no Authenticated SMTP', () => per.steps().includes('smtp-auth'), false],
  [
    'a vendor’s application is consented to and limited, never registered',
    () => ven.steps().filter((id) => /register|secret|consent|scope-roles/.test(id)),
    ['consent', 'scope-roles', 'remove-consent'],
  ],
  [
    'and what Sendproof cannot try without its credential, an administrator looks up',
    () =>
      [{}, { 'vendor-credential': true }].map((answers) =>
        ven.steps(answers).filter((id) => /proof|outside/.test(id)),
      ),
    [['outside-check'], ['negative-proof']],
  ],
  [
    'an application is not asked who sends',
    () => [gsm.asked(asApp).includes('sender'), gsm.asked(onPc).includes('sender')],
    [false, true],
  ],
  ['a hosted application is multitenant', () => ven.recipe.registration.audience, 'AzureADMultipleOrgs'],
]

describe.each([
  ['finPOWER Connect', finpower],
  ['Exact', exact],
  ['EAP', eap],
  ['Enate', enate],
  ['FlexDeploy', flexdeploy],
  ['a product not on the list', generic],
])('%s:', (_, facts) => {
  test.each(facts)('%s', (_fact, read, expected) => {
    expect(read()).toEqual(expected)
  })
})

const appOnly = recipeIds().filter((id) => recipeOf(id).sending.mode === 'graph-app')

test.each(appOnly)('%s cannot end without a limit, its proof, and a second test of the product', (id) => {
  const recipe = recipeOf(id)
  const ids = recipe.steps.map((step) => step.id)
  const wanted = [
    'scope-group',
    'service-principal',
    'scope-roles',
    'remove-consent',
    'product-test-again',
    'negative-proof',
  ]
  for (const one of wanted) expect(ids).toContain(one)
  expect(ids.indexOf('remove-consent'), 'after the product was tested').toBeGreaterThan(
    ids.indexOf('product-test'),
  )
  expect(
    recipe.cautions.some(({ severity, title }) => severity === 'danger' && /every mailbox/.test(title)),
  ).toBe(true)
  expect(
    recipe.verification.probes.some(
      ({ mailbox, expected }) => mailbox === 'outside-scope' && expected === 'refused',
    ),
  ).toBe(true)
})

test.each(recipeIds())('%s speaks in whole sentences', (id) => {
  const recipe = recipeOf(id)
  for (const step of recipe.steps) {
    for (const sentence of [step.what, step.why]) expect(sentence, step.id).toMatch(/[.)]$/)
    expect(step.after ?? '.', step.id).toMatch(/\.$/)
  }
  expect(recipe.sources.length).toBeGreaterThan(2)
})

test.each(recipeIds())('whoever works in Exchange for %s is told how to open the session', (id) => {
  const values = recipeOf(id).steps.flatMap((step) => step.values.map(({ value }) => value))
  expect(values).toContain('{connectExchange}')
})

/** Recipes with the shared step, and what each of them has to say there. */
const everywhere: [recipe: string, step: string, said: RegExp][] = recipeIds().flatMap((id) =>
  recipeOf(id).steps.flatMap((step): [string, string, RegExp][] =>
    [
      // a tenant whose policy forbids secrets must not leave the reader without a reason
      ...(step.id === 'client-secret'
        ? [[id, step.id, /policy .*forbids or shortens.*exception/s] as const]
        : []),
      // a group is found elsewhere than a mailbox
      ...(step.id === 'send-as'
        ? [[id, step.id, /Groups > the group > Settings > Edit manage delegates/] as const]
        : []),
      // removing a permission from the registration leaves the consent
      ...(step.id === 'remove-consent' ? [[id, step.id, /Revoke .*Remove|Revoke permission/s] as const] : []),
      ...(/Mail\.Read in Entra/.test(step.what)
        ? [[id, step.id, /revoke .* remove .*leave the consent in place/s] as const]
        : []),
    ].map((one): [string, string, RegExp] => [...one]),
  ),
)

test.each(everywhere)('%s, %s: says what is easily missed', (id, name, said) => {
  expect(everywhere.length).toBeGreaterThan(15)
  const step = recipeOf(id).steps.find((one) => one.id === name)
  const clicks = (step?.clicks ?? []).map((one) => (typeof one === 'string' ? one : one.click))
  expect(
    [step?.what, step?.why, ...clicks, ...(step?.values ?? []).map(({ value }) => value)].join('\n'),
  ).toMatch(said)
})

/** What somebody can do; a step in which nothing is to be done is a caution of the plan. */
const verbs =
  /^(Add|Allow|Ask|Check|Connect|Consent|Create|Enter|Give|Grant|Hand|Keep|Limit|Make|Plan|Press|Prove|Register|Remove|Run|Save|Send|Set|Sign|Synchronise|Test|Turn|Upgrade|Verify) /

test.each(recipeIds())('every step of %s says in its first word what is to be done', (id) => {
  expect(recipeOf(id).steps.filter(({ title }) => !verbs.test(title))).toEqual([])
})

test('no sentence of a vendor’s manual is copied', () => {
  const recipes = recipeIds()
    .map((id) => JSON.stringify(recipeOf(id)))
    .join('\n')
  for (const sentence of [
    'Leave the default configuration in the Supported account types',
    'make sure to save it to the clipboard',
    'One by one add the following permissions',
    'will not be available to copy later',
    'all your email will be irrecoverably lost',
  ])
    expect(recipes).not.toContain(sentence)
})
