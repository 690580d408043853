/** The message a probe sends: something its recipient understands and a machine finds again. */
import type { Recipe } from '../recipe/recipe.schema.ts'
import type { Setup } from '../setup/setup.schema.ts'
import { oneLine } from '../text/escape.ts'
import type { Probe } from './run.schema.ts'

export interface ProbeMail {
  readonly subject: string
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

/** What the message tells, as facts; src/words makes it a message. */
export interface MailFacts {
  readonly product: string
  /** Null when the tenant has no name here. */
  readonly organisation: string | null
  readonly from: string
  /** Who signed in, where that is somebody else than `from`. */
  readonly signedIn: string | null
  readonly to: string
  /** In UTC, to the second: 2026-11-21 09:00:00. */
  readonly at: string
  readonly code: string
  readonly practice: boolean
}

/** The subject, and the paragraphs of the text; lines of a table stay together. */
export interface WordedMail {
  readonly subject: string
  readonly paragraphs: readonly string[]
}

export function mailFacts(
  probe: Pick<Probe, 'from' | 'mailbox' | 'to' | 'code'>,
  setup: Setup,
  recipe: Recipe,
  now: Date,
): MailFacts {
  const { from, mailbox, to, code } = probe
  return {
    product: oneLine(recipe.name),
    organisation: setup.tenantName === null ? null : oneLine(setup.tenantName),
    from,
    signedIn: from.toLowerCase() === mailbox.toLowerCase() ? null : mailbox,
    to,
    at: now.toISOString().slice(0, 19).replace('T', ' '),
    code,
    practice: setup.practice !== null,
  }
}

/** The code has to stand in the subject as “[Sendproof ABC234]”: arrivals are also found by it. */
export function composeProbeMail(
  probe: Pick<Probe, 'id' | 'code'>,
  { subject, paragraphs }: WordedMail,
): ProbeMail {
  return {
    subject: `[Sendproof ${probe.code}] ${subject}`,
    text: `${paragraphs.map(wrapped).join('\n\n')}\n`,
    headers: {
      'X-Sendproof-Probe': probe.id,
      // keeps out-of-office replies away (RFC 3834; the second is Exchange's own)
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
  }
}

const lineLength = 72

/** Breaks long lines between words, so that every mail program shows them whole; short lines stay as they are. */
function wrapped(paragraph: string): string {
  return paragraph
    .split('\n')
    .map((line) => (line.length <= lineLength ? line : wrappedLine(line)))
    .join('\n')
}

function wrappedLine(line: string): string {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > lineLength) {
      lines.push(current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current].join('\n')
}

/** Message-ID of a probe, with the angle brackets: made before sending, so that a crash leaves something to look for. */
export function messageIdFor(probeId: string, from: string): string {
  const domain = from.slice(from.lastIndexOf('@') + 1).toLowerCase()
  const host = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(domain) ? domain : 'sendproof.invalid'
  return `<sendproof.${probeId.toLowerCase().replace(/[^a-z0-9-]/g, '')}@${host}>`
}

/** Characters that look or sound alike when read off a screen; each class is compared as its first member. */
const lookAlikes = ['0OQD', '1ILJ', '2Z', '5S', '6G', '8B', 'UV', 'MN']

/**
 * The probe a person's code belongs to: as it is, in any case, with spaces or hyphens, inside a pasted subject
 * line; failing that by look-alikes, when they leave exactly one. Null when none or more than one fits.
 */
export function matchCode<P extends { readonly code: string }>(
  input: string,
  probes: readonly P[],
): P | null {
  const words = input
    .slice(0, 400)
    .normalize('NFKC')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '')
  const spoken = new Set(spellings(words))
  const exact = probes.filter((probe) => spoken.has(bare(probe.code)))
  if (exact.length > 0) return exact.length === 1 ? (exact[0] ?? null) : null
  const blurred = new Set([...spoken].map(blur))
  const similar = probes.filter((probe) => blurred.has(blur(bare(probe.code))))
  return similar.length === 1 ? (similar[0] ?? null) : null
}

const codeLength = 6

/** Every run of neighbouring words that has six characters together: “ABC 234”, “A B C 2 3 4”, “[Sendproof ABC234]”. */
function spellings(words: readonly string[]): string[] {
  const found: string[] = []
  for (let start = 0; start < words.length; start += 1) {
    let joined = ''
    for (let end = start; end < words.length && joined.length < codeLength; end += 1)
      joined += words[end] ?? ''
    if (joined.length === codeLength) found.push(joined)
  }
  return found
}

const bare = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, '')

function blur(code: string): string {
  return [...code]
    .map((character) => lookAlikes.find((alike) => alike.includes(character))?.[0] ?? character)
    .join('')
}
