/** Phrases are compared by letters, so a short one could be found across two words; those that tell a trade are not. */
import { expect, test } from 'vitest'
import { factsOf } from '../../../../src/domain/diagnosis/facts.ts'
import { foldedWithEdges } from '../../../../src/domain/diagnosis/fold.ts'
import { edgedKey, PhraseIndex, ruleKey } from '../../../../src/domain/diagnosis/phrases.ts'
import { readyCatalogue } from '../../../../src/domain/diagnosis/ready.ts'
import { tradeOf } from '../../../../src/domain/diagnosis/trade.ts'
import { remedies } from '../../../kit/assets.ts'

const { reader } = readyCatalogue(remedies())
const { vocabulary } = remedies()
const found = (phrase: string, text: string) =>
  new PhraseIndex([edgedKey(phrase)]).in(foldedWithEdges(text), text).size > 0

test.each([
  ['outlook', 'the outlook for tomorrow', true],
  ['outlook', 'OutlookServices', false],
  ['send mail', 'could not send\r\n> mail', true],
  ['onmicrosoft', 'System.Net.WebException,Microsoft.PowerShell.Commands', false],
  ['gsmtp', 'error sending SMTP command', false],
  ['getmail', 'HostedTarget MailKit.Security', false],
  ['mailer', '{"mail":"error"}', false],
  ['smtpclient*', 'SmtpClientAuthenticationDisabled', true],
  ['smtpclient*', 'AsyncSmtpClient', false],
  ['*keychain*', 'SecKeychainFindGenericPassword', true],
  ['aadsts*', 'AADSTS50126', true],
  ['メール送信', 'サーバーにメール送信できません', true],
  ['skrzynk*', 'do skrzynki', true],
])('%s in “%s”: %s', (phrase, text, isThere) => {
  expect(found(phrase, text)).toBe(isThere)
})

test('a short phrase of a rule stands from edge to edge, a sentence does not have to', () => {
  expect(ruleKey('keychain')).toBe('<keychain>')
  expect(ruleKey('connection was refused by the server')).toBe('connectionwasrefusedbytheserver')
})

test('no word that tells a trade is found when the letters around it go on', () => {
  const phrases = [
    ...vocabulary.anchors.strong,
    ...vocabulary.anchors.weak,
    ...vocabulary.speakers.flatMap(({ words }) => words),
  ].filter((phrase) => /^[a-z\d][ -~]*[a-z\d]$/i.test(phrase))
  expect(phrases.length).toBeGreaterThan(400)
  const hidden = phrases.filter((phrase) => found(phrase, `qx${phrase}`) || found(phrase, `${phrase}qx`))
  expect(hidden).toEqual([])
  expect(phrases.filter((phrase) => !found(phrase, `qx ${phrase}, qx`))).toEqual([])
})

test.each([
  [
    'a vault',
    'GET https://contoso.vault.azure.net/secrets: token from login.microsoftonline.com: timed out',
    'others',
  ],
  ['a registry', 'login.microsoftonline.com answered, contoso.azurecr.io: connection refused', 'others'],
  ['a vault, with a number of Entra', 'vault.azure.net AADSTS7000222: secret keys are expired', 'ours'],
  [
    'a credential for Graph',
    'DefaultAzureCredential failed: connection refused, scope https://graph.microsoft.com/.default',
    'ours',
  ],
])('whose trade a sign-in for %s is of', (_, text, trade) => {
  expect(tradeOf(factsOf(text, reader), {})).toBe(trade)
})
