/** Turns an error text into causes a person can act on, by the catalogue alone: works offline, invents nothing. */
import { powerShellText } from '../recipe/placeholders.ts'
import type { RemedyEntry } from './catalogue.ts'
import type { Candidate, Diagnosis, Remedy } from './diagnosis.ts'
import { hasSmtpCode, signalsOf, type Signals } from './signals.ts'

export interface DiagnosisContext {
  /** Where the text comes from: entra, smtp, graph, network, local. */
  readonly surface?: string
  /** Where a probe ended: token, connect, tls, auth, mail, rcpt, data, body. */
  readonly stage?: string
  /** Transport of the probe, for example smtp-delegated. */
  readonly flow?: string
  /** Who signs in. */
  readonly mailbox?: string
  readonly from?: string
  readonly tenantName?: string
  readonly clientId?: string
}

/** A cause far behind the best one would only distract. */
const keptShare = 0.5
const mostCandidates = 5

/**
 * Candidates, the likeliest first, with remedies filled in for this mailbox; empty when nothing in the catalogue
 * fits. Several causes behind one text stay several, with the questions that would separate them.
 */
export function diagnose(
  text: string,
  catalogue: readonly RemedyEntry[],
  context: DiagnosisContext = {},
): Diagnosis {
  const signals = signalsOf(text)
  const scored = catalogue
    .map((entry) => ({ entry, confidence: confidenceOf(entry, signals, context) }))
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence)
  const best = scored[0]?.confidence ?? 0
  const kept = scored.filter(({ confidence }) => confidence >= best * keptShare).slice(0, mostCandidates)
  const questions = kept.flatMap(({ entry }) =>
    entry.ask === undefined ? [] : [fillText(entry.ask, context)],
  )
  return {
    candidates: kept.map(({ entry, confidence }) => candidate(entry, confidence, context)),
    questions: kept.length > 1 ? [...new Set(questions)] : [],
  }
}

function confidenceOf(entry: RemedyEntry, signals: Signals, context: DiagnosisContext): number {
  return Math.max(
    0,
    ...entry.match.filter((line) => holds(line, signals, context)).map((line) => line.confidence),
  )
}

function holds(line: RemedyEntry['match'][number], signals: Signals, context: DiagnosisContext): boolean {
  if (line.aadsts === undefined && line.smtp === undefined && line.words === undefined) return false
  if (line.aadsts?.some((code) => signals.aadsts.has(code)) === false) return false
  if (line.smtp !== undefined && !hasSmtpCode(signals, line.smtp)) return false
  if (line.words?.every((word) => signals.words.includes(word.toLowerCase())) === false) return false
  if (line.surface !== undefined && context.surface !== undefined && line.surface !== context.surface)
    return false
  return line.flow === undefined || context.flow === undefined || line.flow.includes(context.flow)
}

function candidate(entry: RemedyEntry, confidence: number, context: DiagnosisContext): Candidate {
  return {
    tag: entry.tag,
    confidence,
    title: fillText(entry.title, context),
    explanation: fillText(entry.explanation, context),
    remedies: entry.remedies.map((remedy) => filledRemedy(remedy, context)),
  }
}

function filledRemedy(remedy: Remedy, context: DiagnosisContext): Remedy {
  return {
    role: remedy.role,
    text: fillText(remedy.text, context),
    portal: remedy.portal.map((part) => fillText(part, context)),
    ...(remedy.command === undefined ? {} : { command: fillCommand(remedy.command, context) }),
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

function fillText(text: string, context: DiagnosisContext): string {
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
