/** STORE: the flags of messages set, added or taken away. RFC 3501, 6.4.6. */
import { textOf, type Token } from './command.ts'
import { currentFlags, type Entry, type Flag, flagsOf, type OpenFolder } from './open-folder.ts'

const flagNames: Readonly<Record<string, Flag>> = {
  '\\SEEN': 'seen',
  '\\ANSWERED': 'answered',
  '\\FLAGGED': 'flagged',
}

export type Stored = { ok: true; lines: string[] } | { ok: false; why: string }

/** Undefined for what it knows nothing of. @param args what to do, then the flags */
export async function store(
  open: OpenFolder,
  entries: readonly Entry[],
  args: readonly Token[],
  byUid: boolean,
): Promise<Stored | undefined> {
  const what = /^([+-]?)FLAGS(\.SILENT)?$/i.exec(textOf(args[0]) ?? '')
  if (what === null) return undefined
  const [, sign = '', silent] = what
  const tokens = args[1]?.kind === 'list' ? args[1].items : args.slice(1)
  const names = tokens.map((token) => (textOf(token) ?? '').toUpperCase())
  if (open.readOnly) return { ok: false, why: 'the folder was opened to be read.' }
  if (names.includes('\\DELETED') && sign !== '-')
    return { ok: false, why: 'the practice tenant deletes and moves nothing.' }
  const flags = names.flatMap((name) => flagNames[name] ?? [])
  const lines: string[] = []
  for (const entry of entries) {
    const before = currentFlags(entry.message)
    const after = { '+': [...before, ...flags], '-': before.filter((flag) => !flags.includes(flag)) }[sign]
    const message = await open.setFlags(entry, after ?? flags)
    const uid = byUid ? `UID ${entry.uid} ` : ''
    if (silent === undefined) lines.push(`* ${entry.number} FETCH (${uid}FLAGS ${flagsOf(message)})`)
  }
  return { ok: true, lines }
}
