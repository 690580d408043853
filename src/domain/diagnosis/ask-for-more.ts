/** What to capture next when a text says nothing that is known. */
import { surfaceOf, type DiagnosisContext } from './context.ts'
import type { Signals } from './signals.ts'

const bySurface: Readonly<Record<string, string>> = {
  entra:
    'Capture the whole page or JSON of the sign-in, with its AADSTS number, correlation id and time; the sign-in log in Entra shows the same attempt.',
  smtp: 'Capture the server’s whole reply, with its three-digit code and the code with dots; switch on the product’s SMTP protocol log for one send.',
  graph:
    'Capture the HTTP status, the JSON with error.code and error.message, and the request-id of the call.',
  ews: 'Capture the HTTP status, the ResponseCode of the SOAP answer, and whether the call uses a person or an application.',
  imap: 'Capture the server’s line that begins with NO, BAD or -ERR, and the command before it.',
  powershell: 'Capture the whole red text, with FullyQualifiedErrorId, and the command that was run.',
  network:
    'Capture the error name (such as ECONNREFUSED), the host and the port, and try Test-NetConnection smtp.office365.com -Port 587.',
  ndr: 'Capture the whole delivery report, with its part “Diagnostic information for administrators”.',
  machine: 'Capture the error number of Windows (0x…) and the program’s name.',
}

const anything =
  'Capture the whole message with its codes: the server’s reply with its numbers, the AADSTS number, or the error’s name, and what the product was doing.'

export function askForMore(
  signals: readonly Signals[],
  vendor: string | undefined,
  context: DiagnosisContext,
): string[] {
  const aadsts = signals.flatMap((one) => [...one.aadsts])[0]
  if (aadsts !== undefined)
    return [
      `AADSTS${aadsts} is not in this catalogue. Look it up at https://login.microsoftonline.com/error?code=${aadsts}, and find the attempt in the sign-in log by its correlation id.`,
    ]
  if (vendor !== undefined)
    return [
      `This text comes from ${vendor}, not from Microsoft 365. Which server is entered in the product? For Microsoft 365 it is smtp.office365.com, port 587.`,
    ]
  const codes = signals.flatMap((one) => [...one.basic, ...one.enhanced]).slice(0, 6)
  const next = bySurface[surfaceOf(context) ?? ''] ?? anything
  return codes.length === 0
    ? [next]
    : [`Found ${[...new Set(codes)].join(', ')}, which alone names no cause. ${next}`]
}
