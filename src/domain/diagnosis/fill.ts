/** Puts this mailbox, tenant and application into the texts and commands of the catalogue. */
import { powerShellText } from '../recipe/placeholders.ts'
import type { RemedyEntry } from './catalogue.ts'
import type { DiagnosisContext } from './context.ts'
import type { Candidate, Remedy } from './diagnosis.ts'

export function filledCandidate(
  entry: RemedyEntry,
  confidence: number,
  context: DiagnosisContext,
): Candidate {
  return {
    tag: entry.tag,
    confidence,
    title: fillText(entry.title, context),
    explanation: fillText(entry.explanation, context),
    remedies: entry.remedies.map((remedy) => filledRemedy(remedy, entry, context)),
    ...(entry.step === undefined ? {} : { step: entry.step }),
    ...(entry.links === undefined ? {} : { links: entry.links }),
    ...(entry.sources === undefined ? {} : { sources: entry.sources }),
  }
}

function filledRemedy(remedy: Remedy, entry: RemedyEntry, context: DiagnosisContext): Remedy {
  const takes = remedy.takes ?? entry.takes
  const check = remedy.check ?? entry.check
  return {
    role: remedy.role,
    text: fillText(remedy.text, context),
    portal: remedy.portal.map((part) => fillText(part, context)),
    ...(remedy.command === undefined ? {} : { command: fillCommand(remedy.command, context) }),
    ...(takes === undefined ? {} : { takes: fillText(takes, context) }),
    ...(check === undefined ? {} : { check: fillText(check, context) }),
  }
}

type Name = 'mailbox' | 'from' | 'tenantName' | 'clientId'
const placeholder = /\{(mailbox|from|tenantName|clientId)\}/g
const unnamed: Readonly<Record<Name, string>> = {
  mailbox: 'the mailbox',
  from: 'the From address',
  tenantName: 'your tenant',
  clientId: 'the client id',
}

export function fillText(text: string, context: DiagnosisContext): string {
  const filled = text.replace(placeholder, (_, name: Name) => context[name] ?? unnamed[name])
  // an address at the start of a sentence keeps its spelling, “the mailbox” does not
  const startsUnnamed = Object.values(unnamed).some((word) => filled.startsWith(word)) && text.startsWith('{')
  return startsUnnamed ? filled.charAt(0).toUpperCase() + filled.slice(1) : filled
}

/** A command is copied into PowerShell: a value that is more than a plain word is quoted, an unknown one stays a blank. */
function fillCommand(command: string, context: DiagnosisContext): string {
  return command.replace(placeholder, (_, name: Name) => {
    const value = context[name]
    if (value === undefined) return `‹${name}›`
    return /^[\w.@-]+$/.test(value) && !value.startsWith('-') && !value.startsWith('@')
      ? value
      : powerShellText(value)
  })
}
