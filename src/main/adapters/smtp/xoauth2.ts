/** The XOAUTH2 conversation. @see reference 4.2 */
import type { SMTPConnectionCustomAuthContext } from 'nodemailer/lib/smtp-connection'

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
  note: (text: string) => void,
): Promise<void> {
  if (!context.authMethods.includes('XOAUTH2')) {
    const offered = context.authMethods.length === 0 ? 'no way to sign in' : context.authMethods.join(', ')
    context.reject(`The server offers ${offered}, but not XOAUTH2; no token was sent`)
    return
  }
  const response = xoauth2Response(user, token)
  // one round trip less where it is accepted, and Exchange accepts it
  let reply = await context.sendCommand(`AUTH XOAUTH2 ${response}`)
  if (reply.status === 500) {
    // 500 is “line too long” too (RFC 5321, 4.2.2): real tokens pass the 512 octets of a command line
    note('The server does not take the token in the same line; it is sent after the question.')
    reply = await context.sendCommand('AUTH XOAUTH2')
    if (reply.status === 334) reply = await context.sendCommand(response)
  }
  if (reply.status === 334) {
    note(`The server explains: ${Buffer.from(reply.text.trim(), 'base64').toString('utf8')}`)
    reply = await context.sendCommand('')
  }
  if (reply.status === 235) context.resolve()
  else context.reject('The server refused the sign-in')
}
