/** An administrator pastes what they have; nothing may be lost, doubled or guessed wrong in silence. */
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { MailboxPreviewView } from '../../../../src/contract/views.schema.ts'
import { parseMailboxes } from '../../../../src/domain/mailbox/parse-mailboxes.ts'
import type { Mailbox } from '../../../../src/domain/mailbox/mailbox.schema.ts'
import { en } from '../../../../src/words/en.ts'
import { contosoMailbox } from '../../../kit/contoso.ts'
import { anyText } from '../any-text.ts'

const read = (text: string, senders: readonly Mailbox[] = [], peopleSignIn = true) =>
  parseMailboxes(text, { senders, peopleSignIn })
const brief = (text: string) =>
  read(text).rows.map(
    (row) => `${row.line} ${row.kind} ${row.address} ${row.signInAs} ${row.displayName ?? '-'}`,
  )

describe('takes what people have:', () => {
  test('a column of addresses with comments and blank lines', () => {
    expect(brief('# accounts\n\na@x.example\r\n  B@X.example  \n')).toEqual([
      '3 user a@x.example a@x.example -',
      '4 user B@x.example B@x.example -',
    ])
  })

  test('addresses on one line, by semicolon, comma or blank', () => {
    expect(
      brief('a@x.example; b@x.example\nc@x.example,d@x.example\ne@x.example f@x.example').map(
        (row) => row.split(' ')[2],
      ),
    ).toEqual(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example', 'e@x.example', 'f@x.example'])
  })

  test('a line copied from Outlook, names with commas included', () => {
    expect(brief('Doe, John <john@x.example>; "Roe, Jane" <jane@x.example>; <bare@x.example>')).toEqual([
      '1 user john@x.example john@x.example Doe, John',
      '1 user jane@x.example jane@x.example Roe, Jane',
      '1 user bare@x.example bare@x.example -',
    ])
  })

  test('a shared mailbox with its kind and delegate, without a header', () => {
    expect(brief('sales@x.example, shared, anna@x.example')).toEqual([
      '1 shared sales@x.example anna@x.example -',
    ])
  })

  test('an Exchange export, the primary address before the sign-in name', () => {
    const text =
      '"UserPrincipalName","PrimarySmtpAddress","RecipientTypeDetails","DisplayName"\n"u@x.onm.example","u@x.example","UserMailbox","U, V"'
    expect(brief(text)).toEqual(['2 user u@x.example u@x.example U, V'])
    const { columns } = read(text)
    expect(columns).toEqual([
      { as: 'address', headings: ['PrimarySmtpAddress'] },
      { as: 'kind', headings: ['RecipientTypeDetails'] },
      { as: 'name', headings: ['DisplayName'] },
      { as: 'unused', headings: ['UserPrincipalName'] },
    ])
    expect(en.mailboxList.columns(columns)).toBe(
      'Read as: Address: “PrimarySmtpAddress”, Type: “RecipientTypeDetails”, Name: “DisplayName”, Not used: “UserPrincipalName”',
    )
  })

  test.each([
    ['English', 'Email,Type,Delegate,Display name', 'shared mailbox'],
    ['German', 'E-Mail-Adresse;Art;Stellvertreter;Anzeigename', 'Freigegebenes Postfach'],
    ['Dutch', 'E-mailadres;Soort;Gemachtigde;Weergavenaam', 'Gedeeld postvak'],
    ['French', 'Adresse e-mail;Type;Délégué;Nom d’affichage', 'Boîte partagée'],
    ['tabs', 'Postfach\tTyp\tBesitzer\tName', 'shared'],
  ])('a list with %s headers', (_, header, kind) => {
    const delimiter = /[;,\t]/.exec(header)?.[0] ?? ','
    expect(
      brief(`\ufeff${header}\r\n${['sales@x.example', kind, 'anna@x.example', 'Sales'].join(delimiter)}`),
    ).toEqual(['2 shared sales@x.example anna@x.example Sales'])
  })

  test('Excel’s sep= line and a cell over two lines', () => {
    expect(brief('sep=;\nMail;Name\na@x.example;"Two\nlines"\nb@x.example;B')).toEqual([
      '3 user a@x.example a@x.example Two lines',
      '5 user b@x.example b@x.example B',
    ])
  })
})

describe('takes what Windows and Microsoft 365 export:', () => {
  test.each([
    ['the Exchange admin center in English', 'DISPLAY NAME,EMAIL ADDRESS,RECIPIENT TYPE', 'UserMailbox'],
    ['the Exchange admin center in German', 'ANZEIGENAME,E-MAIL-ADRESSE,EMPFÄNGERTYP', 'Benutzerpostfach'],
    [
      'the Exchange admin center in Dutch',
      'WEERGAVENAAM,E-MAILADRES,TYPE GEADRESSEERDE',
      'Gebruikerspostvak',
    ],
    [
      'the Exchange admin center in French',
      'NOM D’AFFICHAGE,ADRESSE E-MAIL,TYPE DE DESTINATAIRE',
      'Utilisateur',
    ],
  ])('%s', (_, header, kind) => {
    expect(brief(`"${header.split(',').join('","')}"\r\n"Anna A","anna@x.example","${kind}"\r\n`)).toEqual([
      '2 user anna@x.example anna@x.example Anna A',
    ])
  })

  test.each([
    ['English', 'Display name,Licenses,Proxy addresses,User principal name'],
    ['German', 'Anzeigename,Lizenzen,Proxyadressen,Benutzerprinzipalname'],
    ['Dutch', 'Weergavenaam,Licenties,Proxyadressen,User principal-naam'],
    ['French', 'Nom d’affichage,Licences,Adresses proxy,Nom d’utilisateur principal'],
  ])(
    'active users of the Microsoft 365 admin center in %s: the primary address, not the aliases',
    (_, header) => {
      const row =
        'Anna A,E3,smtp:a@x.onmicrosoft.example+SMTP:anna@x.example+sip:anna@x.example,anna@x.onmicrosoft.example'
      expect(brief(`${header}\n${row}`)).toEqual(['2 user anna@x.example anna@x.example Anna A'])
    },
  )

  test('Get-EXOMailbox through Export-Csv, type line and semicolons included', () => {
    const text =
      '#TYPE Selected.Microsoft.Exchange.Data\r\n"DisplayName";"EmailAddresses";"RecipientTypeDetails"\r\n' +
      '"Anna A";"{SIP:anna@x.example, smtp:a@x.example, SMTP:anna@x.example}";"UserMailbox"\r\n'
    expect(brief(text)).toEqual(['3 user anna@x.example anna@x.example Anna A'])
    expect(read(text).comments).toBe(1)
  })

  test.each(['RoomMailbox', 'EquipmentMailbox', 'Raumpostfach', 'SharedMailbox'])(
    'a %s needs somebody who signs in for it, as a shared mailbox does',
    (kind) => {
      const text = `PrimarySmtpAddress,RecipientTypeDetails\nroom@x.example,${kind}`
      expect(read(text).problems[0]?.reason).toEqual({
        code: 'row-needs-sign-in',
        severity: 'error',
        address: 'room@x.example',
        kind: 'shared',
      })
    },
  )

  test('shared mailboxes need nobody where the application signs in by itself', () => {
    const text = 'PrimarySmtpAddress,RecipientTypeDetails,ManagedBy\nsales@x.example,SharedMailbox,Anna A'
    const { rows, problems, peopleSignIn } = read(text, [], false)
    expect(problems).toEqual([])
    expect(peopleSignIn).toBe(false)
    expect(rows[0]).toMatchObject({ address: 'sales@x.example', kind: 'shared', signInAs: 'sales@x.example' })
  })

  test('a name that begins with # is a name in a table, and a comment in a plain list is counted', () => {
    expect(brief('DisplayName,PrimarySmtpAddress\n#Sales,anna@x.example\nBert,bert@x.example')).toEqual([
      '2 user anna@x.example anna@x.example #Sales',
      '3 user bert@x.example bert@x.example Bert',
    ])
    expect(read('# who sends\nanna@x.example')).toMatchObject({ comments: 1, rows: [{ line: 2 }] })
  })

  test('a line that is an address alone is taken under headings too', () => {
    expect(brief('DisplayName,PrimarySmtpAddress\nanna@x.example')).toEqual([
      '2 user anna@x.example anna@x.example -',
    ])
  })
})

describe('says with line and reason what it cannot take:', () => {
  test.each([
    ['no address', 'nonsense', 'row-no-address'],
    ['a broken address', 'a@b', 'address-domain'],
    ['a formula', '=cmd|calc!A1', 'row-no-address'],
    ['a shared mailbox without a delegate', 'sales@x.example, shared', 'row-needs-sign-in'],
    [
      'a shared mailbox that is its own delegate',
      'sales@x.example, shared, sales@x.example',
      'row-needs-sign-in',
    ],
    ['an unknown kind', 'mail,type\na@x.example,robot', 'row-kind'],
    ['a contact', 'mail,type\na@x.example,MailContact', 'row-no-mailbox'],
    ['two delegates', 'mail,delegate\na@x.example,b@x.example c@x.example', 'row-sign-ins'],
    ['a missing address', 'mail,name\n,Anna', 'row-address-missing'],
    ['aliases alone', 'EmailAddresses,name\nsmtp:a@x.example;smtp:b@x.example,A', 'row-aliases-only'],
  ])('%s', (_, text, reason) => {
    const preview = read(text)
    expect(preview.rows).toEqual([])
    expect(preview.problems).toEqual([
      {
        line: text.split('\n').length,
        text: expect.any(String) as string,
        reason: expect.objectContaining({ code: reason, severity: 'error' }) as object,
      },
    ])
  })

  test('the same address twice, whatever its capitals', () => {
    expect(read('a@x.example\nA@X.EXAMPLE').problems[0]).toMatchObject({
      line: 2,
      reason: { code: 'row-twice', address: 'A@x.example', line: 1 },
    })
  })

  test('a stray quotation mark swallows nothing', () => {
    const preview = read('"Sales\na@x.example\n"Foo" <foo@x.example>\nb@x.example')
    expect(preview.rows.map((row) => row.address)).toEqual(['a@x.example', 'foo@x.example', 'b@x.example'])
    expect(preview.problems.map((problem) => problem.line)).toEqual([1])
  })
})

test('a mailbox that is known keeps what the new list leaves open', () => {
  const sales = contosoMailbox(1, {
    address: 'sales@x.example',
    kind: 'shared',
    signInAs: 'anna@x.example',
    displayName: 'Sales',
  })
  expect(read('SALES@x.example\nb@x.example', [sales]).rows).toEqual([
    {
      line: 1,
      address: 'SALES@x.example',
      kind: 'shared',
      displayName: 'Sales',
      signInAs: 'anna@x.example',
      known: true,
    },
    {
      line: 2,
      address: 'b@x.example',
      kind: 'user',
      displayName: null,
      signInAs: 'b@x.example',
      known: false,
    },
  ])
})

const cell = fc.oneof(
  fc.constantFrom(
    'a@x.example',
    'b@y.example',
    'shared',
    'Email',
    'Kind',
    '"',
    '""',
    '"x"',
    'Doe, J <j@x.example>',
    '#',
    '=1',
    '',
    ' ',
    'sep=;',
  ),
  fc.string({ maxLength: 12 }),
)
const lines = fc.array(
  fc
    .array(cell, { maxLength: 4 })
    .chain((cells) => fc.constantFrom(';', ',', '\t').map((delimiter) => cells.join(delimiter))),
  { maxLength: 12 },
)

test('no text makes it fall over, and its answer always fits the window', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyText(300),
        lines.map((list) => list.join('\n')),
      ),
      (text) => {
        const preview = read(text)
        expect(MailboxPreviewView.safeParse(preview).success).toBe(true)
        for (const problem of preview.problems) expect(problem.text.length).toBeLessThanOrEqual(200)
        expect(new Set(preview.rows.map((row) => row.address.toLowerCase())).size).toBe(preview.rows.length)
      },
    ),
  )
})

test('no line is lost: each is a row, a problem, the header, a comment that is counted, blank, or inside a quoted cell', () => {
  fc.assert(
    fc.property(
      lines.map((list) => list.map((line) => line.replaceAll('"', ''))),
      (list) => {
        const preview = read(list.join('\n'))
        const told = new Set([...preview.rows, ...preview.problems].map((one) => one.line))
        const filled = list.flatMap((line, index) => (line.trim() === '' ? [] : [index + 1]))
        const comments = filled.filter((line) => /^[ \t]*#/.test(list[line - 1] ?? ''))
        const left = filled.filter((line) => !told.has(line))
        // at most the header and Excel's sep= line
        const unsaid = left.filter((line) => !comments.includes(line))
        expect(unsaid.length).toBeLessThanOrEqual(2)
        expect(left.length - unsaid.length).toBe(preview.comments)
      },
    ),
    { numRuns: 300 },
  )
})

test('a long list is read in time that grows with its length, quotation marks or not', () => {
  // At this length what grows with the square takes longer than any test is given.
  const length = 300_000
  for (const line of [
    'anna.berg@contoso.example;shared;x@contoso.example\n',
    '"a,""b',
    '"\n',
    ',"""",',
    'a@x '.repeat(50),
    'SMTP:a@x.example+'.repeat(20),
    ' +'.repeat(100) + 'smtp:a@x',
    '#\n',
  ])
    expect(read(line.repeat(Math.ceil(length / line.length))), line.slice(0, 20)).toBeDefined()
})
