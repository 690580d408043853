/** Front door of the practice tenant: a Microsoft 365 look-alike on loopback, never Microsoft. */
export { PracticeError } from './contract/calls.ts'
export type {
  DeliveredMessage,
  PracticeAdmin,
  PracticeEndpoints,
  RegistrationRequest,
  TenantView,
} from './contract/calls.ts'
export { createClientCertificate } from './tenant/certificates.ts'
export { faults, parseFault } from './tenant/faults.ts'
export type { FaultName, FaultScope } from './tenant/faults.ts'
export type { PracticeOptions, PracticeTenant } from './contract/options.ts'
export { answerSignIn } from './entra/robot.ts'
export { startPracticeTenant } from './server.ts'
