/** What is wrong with addresses, names, answers and the rows of a list, and what to enter instead; no sentence repeats a value that may be a secret. */
import type { ValueFindings } from '../../../domain/problem/value-findings.ts'
import type { FindingWords } from '../../shape/say-finding.ts'

const forExample = (example: string | null, otherwise: string) =>
  example === null ? otherwise : `For example: ${example}`

export const valueFindings: FindingWords<ValueFindings> = {
  'address-missing': () => ({ what: 'The address is missing.', next: 'Enter an email address.' }),
  'address-long': ({ most }) => ({
    what: `The address is longer than ${most} characters.`,
    next: 'Write it like name@contoso.com.',
  }),
  'address-several': () => ({
    what: 'It contains more than one address.',
    next: 'Enter one address at a time.',
  }),
  'address-name': ({ text }) => ({
    what: `“${text}” is not an email address: it has no @.`,
    next: 'Enter the email address of the mailbox, like name@contoso.com.',
  }),
  'address-with-name': () => ({
    what: 'There is a name or a space next to the address.',
    next: 'Enter the address only.',
  }),
  'address-letter': ({ text }) => ({
    what: `“${text}” contains a letter that Exchange Online does not accept in an address.`,
    next: 'Check the address in the Microsoft 365 admin center.',
  }),
  'address-local': ({ text }) => ({
    what: `“${text}” is not an email address: the part before the @ is wrong.`,
    next: 'Write it like name@contoso.com.',
  }),
  'address-domain': ({ text, domain }) => ({
    what: `“${text}” is not an email address: “${domain}” is not a domain.`,
    next: 'Write it like name@contoso.com.',
  }),
  'address-blank': () => ({ what: 'There is a space around the address.', next: 'Remove it.' }),
  'address-no-reply': () => ({
    what: 'A no-reply address must exist as a mailbox or alias.',
    next: 'Check it in the Exchange admin center.',
  }),
  'address-private': () => ({
    what: 'This is a private mailbox, not one of the organisation.',
    next: 'Enter an address of your tenant.',
  }),
  'name-missing': () => ({
    what: 'The name is missing.',
    next: 'Choose one you will recognise, for example “Contoso EAP”.',
  }),
  'name-long': ({ most }) => ({ what: `The name is longer than ${most} characters.`, next: 'Shorten it.' }),
  'name-invisible': () => ({
    what: 'The name contains line breaks or invisible characters.',
    next: 'Type it instead of pasting it.',
  }),
  'answer-flag': () => ({ what: 'This is neither yes nor no.', next: 'Answer yes or no.' }),
  'answer-not-offered': ({ offered, several }) => ({
    what: 'This answer is not offered.',
    next: several
      ? `Choose from: ${offered.join(', ')}. Separate several with commas.`
      : `Choose one of: ${offered.join(', ')}.`,
  }),
  'answer-open': ({ example }) => ({
    what: 'This is not answered yet.',
    next: forExample(example, 'Answer it.'),
  }),
  'text-wanted': ({ example }) => ({
    what: 'The answer must be text.',
    next: `Write it in quotation marks, for example "${example ?? 'text'}".`,
  }),
  'text-long': ({ most }) => ({ what: `This is longer than ${most} characters.`, next: 'Shorten it.' }),
  'text-invisible': () => ({
    what: 'It contains line breaks or invisible characters.',
    next: 'Type it instead of pasting it.',
  }),
  'path-shape': ({ example }) => ({
    what: 'This is not a path: letters, digits, / . _ ~ and - only, without a / in front.',
    next: forExample(example, 'Copy it from the vendor’s address.'),
  }),
  'plain-name-shape': ({ most, example }) => ({
    what: `Only letters, digits, spaces, dots, hyphens and underscores are accepted, ${most} at most.`,
    next: forExample(example, 'Choose a simpler name.'),
  }),
  'row-no-address': () => ({
    what: 'There is no email address in this line.',
    next: 'Add one, or leave the line out.',
  }),
  'row-address-missing': () => ({
    what: 'The address is missing in this line.',
    next: 'Add it, or leave the line out.',
  }),
  'row-aliases-only': () => ({
    what: 'There are only aliases (smtp:) in this line, and no primary address (SMTP:).',
    next: 'Export the column PrimarySmtpAddress too.',
  }),
  'row-twice': ({ address, line }) => ({
    what: `${address} is already in line ${line}.`,
    next: 'Keep one of the two.',
  }),
  'row-too-many': () => ({
    what: 'There are more than two addresses in this line.',
    next: 'Write one mailbox, and who signs in for it.',
  }),
  'row-kind': ({ kind }) => ({
    what: `The type “${kind}” is not known.`,
    next: 'Write user, shared or group.',
  }),
  'row-no-mailbox': ({ kind }) => ({
    what: `A recipient of the type “${kind}” has no mailbox here to send from.`,
    next: 'Leave the line out.',
  }),
  'row-sign-ins': ({ address, count }) => ({
    what: `${count} people would sign in for ${address}.`,
    next: 'Keep one of them.',
  }),
  'row-sign-in-no-address': ({ address, text }) => ({
    what: `“${text}”, who would sign in for ${address}, is not an email address.`,
    next: 'Enter the address of the person who signs in.',
  }),
  'row-needs-sign-in': ({ address, kind }) => ({
    what:
      kind === 'group'
        ? `${address} is a group, and a group cannot sign in.`
        : `${address} is a shared, room or equipment mailbox, which cannot sign in.`,
    next: 'Add who signs in for it.',
  }),
}
