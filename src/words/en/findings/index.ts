/** What is wrong with a value, for every field that a person fills in. */
import type { FindingWords } from '../../shape/say-finding.ts'
import { redirectFindings } from './redirect-findings.ts'
import { registrationFindings } from './registration-findings.ts'
import { serverFindings } from './server-findings.ts'
import { valueFindings } from './value-findings.ts'

export const findings: FindingWords = {
  ...registrationFindings,
  ...redirectFindings,
  ...serverFindings,
  ...valueFindings,
}
