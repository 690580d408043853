/** Plays the system browser and the person at it: opens the address it is given and signs in. Started as a program. */
// the robot alone: the whole practice tenant would take this program seconds to load
import { answerSignIn } from '../../src/practice/entra/robot.ts'

const url = process.argv[2] ?? ''
const answered = await answerSignIn(url, {
  account: new URL(url).searchParams.get('login_hint') ?? '',
  password: process.env['SIGN_IN_PASSWORD'] ?? '',
  caFile: process.env['SIGN_IN_CA'] ?? '',
})
process.exitCode = answered.ok ? 0 : 1
