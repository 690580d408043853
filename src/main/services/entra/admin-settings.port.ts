/** Which application may sign an administrator in, as configured on this PC. */
import type { AdminSettings } from '../../../domain/entra/admin/admin-settings.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export interface AdminSettingsSource {
  read(): Result<AdminSettings, AppError>
}
