/** A platform says “connection refused” to every program; only what stands beside it says whether mail was meant. */
import { describe, expect, test } from 'vitest'
import type { DiagnosisContext } from '../../../../src/domain/diagnosis/context.ts'
import { diagnose } from '../../../../src/domain/diagnosis/diagnose.ts'
import { factsOf } from '../../../../src/domain/diagnosis/facts.ts'
import { readyCatalogue } from '../../../../src/domain/diagnosis/ready.ts'
import { mostStrangers, plainOf, strangersIn } from '../../../../src/domain/diagnosis/strangers.ts'
import { tradeOf } from '../../../../src/domain/diagnosis/trade.ts'
import { remedies } from '../../../kit/assets.ts'

const catalogue = remedies()
const { reader } = readyCatalogue(catalogue)
const tradeIn = (text: string, context: DiagnosisContext = {}) =>
  tradeOf(factsOf(text, reader, context.surface), context)
const asked = catalogue.vocabulary.asking.trade

test.each([
  // an anchor: a host, a port, a code, a library, a cmdlet, the act of sending
  ['ours', 'Lathe 4: connect ECONNREFUSED smtp.office365.com:587'],
  ['ours', 'Lathe 4: connect ECONNREFUSED 192.0.2.7:587'],
  ['ours', 'Lathe 4: AADSTS50057 connection timed out'],
  ['ours', 'Lathe 4: connection reset, 535 5.7.139 Authentication unsuccessful'],
  ['ours', 'Lathe 4: PHPMailer connection timed out'],
  ['ours', 'Lathe 4: Connect-ExchangeOnline could not load file or assembly'],
  ['ours', 'Lathe 4 could not send the email: connection refused'],
  ['ours', 'Drehbank 4: Mailversand, Zeitüberschreitung der Verbindung'],
  ['ours', 'Lathe 4: {"error":{"code":"ErrorAccessDenied","message":"Access is denied."}}'],
  // nothing but the sentence itself
  ['bare', 'connect ECONNREFUSED'],
  ['bare', 'Unable to connect to the remote server: connection timed out'],
  ['bare', 'Die zugrunde liegende Verbindung wurde geschlossen.'],
  ['bare', 'Impossible d’établir une relation de confiance pour le canal sécurisé SSL/TLS.'],
  ['bare', '基础连接已经关闭: 未能为 SSL/TLS 安全通道建立信任关系'],
  // words of a trade that no list knows
  ['open', 'Lathe 4: tool changer connect ECONNREFUSED'],
  ['open', 'brewkettle: fermenter probe timed out'],
  ['open', '[orchard-irrigator] certificate has expired'],
  ['open', 'Der Melkroboter meldet: Verbindung verweigert (Zitzengummi, Stall 3, Vakuumpumpe)'],
  // another trade shows itself
  ['others', 'connect ECONNREFUSED 192.0.2.7:5432'],
  // the folder of a module names it, and the version in it is no reply of a mail server
  [
    'others',
    'Invoke-WebRequest : Unable to connect to the remote server\nAt C:\\Program Files\\WindowsPowerShell\\Modules\\LatheTools\\5.2.0\\Private\\Invoke.ps1:28 char:23',
  ],
  [
    'ours',
    'Unable to connect to the remote server\nAt C:\\Program Files\\WindowsPowerShell\\Modules\\ExchangeOnlineManagement\\3.7.2\\netFramework\\x.psm1:766',
  ],
  ['others', 'Could not resolve host: api.greenhouse.example'],
  ['others', 'MariaDB: connection timed out'],
  ['others', 'Connection refused\n   at Fabrikam.Saw.Blade.Turn(Int32 rpm)'],
  ['others', 'Proton: connection reset, IMAP on 127.0.0.1:1143, protonmail bridge'],
])('%s: %s', (trade, text) => {
  expect(tradeIn(text)).toBe(trade)
})

describe('an administrator pastes an error of a trade nobody thought of', () => {
  test.each([
    'Lathe 4: tool changer connect ECONNREFUSED',
    'Brew kettle Weihenstephan: The remote certificate is invalid according to the validation procedure',
    'Carwash gantry: HTTP 407 Proxy Authentication Required',
    'File C:\\sawmill\\Start-Blade.ps1 cannot be loaded because running scripts is disabled on this system.',
    'Planetarium: Keyset does not exist',
    'Chess clock export: Not enough memory resources are available to process this command.',
  ])('nobody is sent to change the mail settings; the tool asks what the program was doing: %s', (text) => {
    const { candidates, questions } = diagnose(text, catalogue)
    expect(candidates[0]?.confidence ?? 0).toBeLessThan(0.5)
    expect(questions).toContain(asked)
  })

  test('the same sentence from the mail program is taken at its word, and nothing is asked about the trade', () => {
    const text = 'Lathe 4: tool changer could not send the mail: connect ECONNREFUSED'
    const { candidates, questions } = diagnose(text, catalogue)
    expect(candidates[0]?.tag).toBe('port_blocked')
    expect(candidates[0]?.confidence).toBeGreaterThanOrEqual(0.7)
    expect(questions).not.toContain(asked)
  })

  test('a probe of our own needs no anchor: it is known what it was doing', () => {
    const text = 'Lathe 4: tool changer connect ECONNREFUSED'
    expect(tradeIn(text, { flow: 'smtp-delegated', stage: 'connect' })).toBe('ours')
  })

  test('a sentence that only Microsoft Entra says counts whatever the product is called', () => {
    const text = 'Administratorgenehmigung erforderlich. Sägewerk Gatterblatt benötigt eine Berechtigung.'
    expect(diagnose(text, catalogue).candidates[0]?.confidence).toBeGreaterThanOrEqual(0.7)
  })
})

test('a link to a page of Microsoft makes no text ours: every error of PowerShell has one', () => {
  const text =
    'Start-Blade.ps1 cannot be loaded. For more information see https://go.microsoft.com/fwlink/?LinkID=135170 and https://aka.ms/blade'
  expect(tradeIn(text)).not.toBe('ours')
})

test.each([
  ['535 5.7.0 Invalid login or password', 'others'],
  ['535 5.7.8 Error: authentication failed', 'others'],
  ['535 5.7.3 Authentication unsuccessful', 'ours'],
])('a refusal tells by its code whose server it is: %s', (text, whose) => {
  const confidence = diagnose(text, catalogue, { surface: 'smtp' }).candidates[0]?.confidence ?? 0
  expect(confidence >= 0.5).toBe(whose === 'ours')
})

describe('strangers', () => {
  const plain = plainOf(['connection refused by the server', 'SocketTimeoutException', '安全通道'])

  test.each([
    ['connection refused', [], []],
    ['CONNECTION REFUSED', [], []],
    ['socket timeout exception', [], []],
    ['a lathe refused the connection', [], ['lathe']],
    ['Lathe: connection refused', ['lathe'], []],
    ['refused by `lathe`', ['lathe'], []],
    ['refused by C:\\lathe\\blade.exe', ['lathe', 'blade', 'exe'], []],
    ['refused 8f14e45f-ceea-467f-a8d1-3f0c2b1a9e77 anna@contoso.example', [], []],
    ['refused DM5SPR00MB2471 deadbeefcafe', [], []],
  ])('%s', (text, names, words) => {
    const found = strangersIn(text, plain)
    expect([...found.names]).toEqual(names)
    expect([...found.words]).toEqual(words)
  })

  test('the search ends once there are enough of them, however long the text is', () => {
    const alphabet = 'abcdefghijklmnopqrstuvwxyz'
    const text = Array.from(alphabet, (one) =>
      Array.from(alphabet, (two) => `xq${one}${two}`).join(' '),
    ).join(' ')
    const { names, words } = strangersIn(text, plain)
    expect(names.size + words.size).toBe(mostStrangers)
  })
})
