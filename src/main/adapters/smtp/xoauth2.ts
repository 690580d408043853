/** The XOAUTH2 conversation. @see reference 4.2 */
import type { SMTPConnectionCustomAuthContext } from 'nodemailer/lib/smtp-connection'
import type { Noted } from '../../../domain/run/transcript.schema.ts'

/** base64 of: user=ADDRESS ^A auth=Bearer TOKEN ^A ^A */
export function xoauth2Response(user: string, token: string): string {
  return Buffer.from(`user=${user}\x01auth=Bearer ${token}\x01\x01`, 'utf8').toString('base64')
}

/**
 * Sends the token once, and only to a server that asked for this mechanism. Never falls back to LOGIN: the token
 * would count as a wrong password. An error challenge is acknowledged so that the final reply arrives.
 */
export async function answerXoauth2(
  context: SMTPConnectionCustomAuthContext,
  user: string,
  token: string,
  tell: { readonly note: (fact: Noted) => void; readonly lacks: (offered: readonly string[]) => void },
): Promise<void> {
  if (!context.authMethods.includes('XOAUTH2')) {
    tell.lacks(context.authMethods)
    context.reject('no XOAUTH2')
    return
  }
  const response = xoauth2Response(user, token)
  // one round trip less where it is accepted, and Exchange accepts it
  let reply = await context.sendCommand(`AUTH XOAUTH2 ${response}`)
  if (reply.status === 500) {
    // 500 is “line too long” too (RFC 5321, 4.2.2): real tokens pass the 512 octets of a command line
    tell.note({ code: 'token-apart' })
    reply = await context.sendCommand('AUTH XOAUTH2')
    if (reply.status === 334) reply = await context.sendCommand(response)
  }
  if (reply.status === 334) {
    tell.note({ code: 'explained', text: Buffer.from(reply.text.trim(), 'base64').toString('utf8') })
    reply = await context.sendCommand('')
  }
  if (reply.status === 235) context.resolve()
  else context.reject('refused')
}
