/**
 * Programs and PowerShell modules of other trades, by the names they use themselves. A stack trace names the parts of its
 * program: where none of them has to do with mail or Microsoft 365, the sentence of the platform above them (“connection
 * refused”) was said about something else.
 */

const mostFrames = 400

/** .NET and Java: the word for “at” in the languages that .NET Framework translates it into, and a qualified name. */
const methods =
  /^[ \t>|]{0,40}(?:at|bei|à|en|em|in|a|w|bij|в|在|場所)[ \t]{1,4}((?:[\w$<>`+-]{1,80}[./]){2,20}[\w$<>`.[\],]{1,120})[ \t]?\(/gimu
/** Node: a file with line and column. */
const scripts =
  /^[ \t>|]{0,40}at [^\n()]{0,120}?\(?((?:file:\/\/|node:|internal\/|[a-z]:[\\/]|\/)[^\n():]{1,200}):\d{1,7}:\d{1,7}\)?/gim
/** Python. */
const files = /\bFile "([^"\n]{1,300})", line \d{1,7}/g

const ofPlatform =
  /^(?:java|javax|jakarta|jdk|sun|com\.sun|java\.base|system|mscorlib|microsoft\.win32|node:|internal\/)|^<|[\\/]lib[\\/](?:python[\d.]{1,6}[\\/])?(?!site-packages|dist-packages)\w{1,40}\.py$|[\\/]lib[\\/](?:python[\d.]{1,6}[\\/])?asyncio[\\/]/i
const ofOurTrade =
  /smtp|mail|imap|pop3|exchange|outlook|office|[./\\_-]o?365|msal|adal|identity|graph|[./\\]ews|oauth|token|scan|notif|winrm/i

const modules =
  /\b(?:install|import|update)-module[ \t]{1,4}(?:-(?:name|scope currentuser|force)[ \t]{1,4}){0,3}["']?(\w[\w.-]{1,60})/gi
/** Where the lines of a module stand: `…\\Modules\\NAME\\1.2.3\\…`. */
const moduleFolders = /(?:power|windowspower)shell[^\n]{0,80}[\\/]modules[\\/](\w[\w.-]{1,60})[\\/]/gi
/** They bring other modules, and say nothing of what these are for. */
const plumbing = /^(?:powershellget|packagemanagement|psreadline|nuget|microsoft\.powershell)/i
const ourModules =
  /exchange|graph|mail|outlook|msal|identity|^(?:azuread|msonline|msol|exo|az\.accounts|microsoft\.online)/i

/** Parts that send or read mail, or sign in to Microsoft 365. The mailboxes of Akka's actors hold no mail. */
const ofMail = /smtp|(?<!akka[.\w]{0,40})mail|imap|pop3|exchange[./]webservices|msal|[./\\]ews/i

/** Whose parts and modules a text names: ours where one sends or reads mail, another's where none has to do with us. */
export function programIn(text: string): 'mail' | 'others' | 'unknown' {
  const trace = traceIn(text)
  return trace === 'unknown' ? (moduleIn(text) ?? 'unknown') : trace
}

function traceIn(text: string): 'mail' | 'others' | 'unknown' {
  let ofProgram = 0
  let ours = 0
  let seen = 0
  for (const pattern of [methods, scripts, files])
    for (const [, name = ''] of text.matchAll(pattern)) {
      if (ofMail.test(name)) return 'mail'
      if (ofOurTrade.test(name)) ours++
      if (!ofPlatform.test(name)) ofProgram++
      if (++seen >= mostFrames) break
    }
  return ours === 0 && ofProgram > 0 ? 'others' : 'unknown'
}

/** Null: the text names no module that does something itself. */
function moduleIn(text: string): 'mail' | 'others' | null {
  const names = [...text.matchAll(modules), ...text.matchAll(moduleFolders)]
    .map(([, name = '']) => name)
    .filter((name) => !plumbing.test(name))
  if (names.length === 0) return null
  return names.some((name) => ourModules.test(name)) ? 'mail' : 'others'
}
