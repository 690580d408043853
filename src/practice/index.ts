/** Front door of the practice tenant: a Microsoft 365 look-alike on loopback, never Microsoft. */
export { PracticeError } from './admin/contract.ts'
export type {
  DeliveredMessage,
  PracticeAdmin,
  PracticeEndpoints,
  RegistrationRequest,
  TenantView,
} from './admin/contract.ts'
export { createClientCertificate } from './certificates.ts'
export { faults, parseFault } from './faults.ts'
export type { FaultName, FaultScope } from './faults.ts'
export type { PracticeOptions, PracticeTenant } from './options.ts'
export { answerSignIn } from './robot.ts'
export { startPracticeTenant } from './server.ts'
