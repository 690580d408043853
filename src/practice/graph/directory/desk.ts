/** What every call to the directory has in common: who may, how rows are answered, and how a change is made. */
import type { Context } from 'hono'
import { recordAudit } from '../../directory/logs.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { GraphRoom } from '../gate.ts'
import type { Row } from '../odata.ts'
import { fail, type GraphError } from '../reply.ts'
import { mayDo, type Need } from './access.ts'
import { directoryErrors } from './errors.ts'
import { type Asked, countOf, type Expansions, pageOf, shapedRow } from './query.ts'
import type { DirectoryTable } from './tables.ts'

export type DirectoryContext = Context<GraphRoom>
export type Version = 'v1.0' | 'beta'

export interface Listing {
  /** as the context names it: 'applications' */
  set: string
  table: DirectoryTable
  rows: readonly Row[]
  expansions?: Expansions
}
/** One change: of what, as it was before, and what the audit log calls it. */
export interface Change {
  kind: string
  id: string
  before: Row | undefined
  activity: string
  name: string
  type: string
}

export class Desk {
  readonly tenant: Tenant
  readonly version: Version

  constructor(tenant: Tenant, version: Version) {
    this.tenant = tenant
    this.version = version
  }

  fail(c: DirectoryContext, error: GraphError): Response {
    return fail(c, this.tenant, error)
  }

  /** Undefined: go ahead. */
  refused(c: DirectoryContext, need: Need, owners: readonly string[] = []): Response | undefined {
    const { faults } = this.tenant
    if (faults.onFirst('directory-throttled', 2)) {
      c.header('x-ms-throttle-scope', 'Tenant_Application/ReadWrite')
      return this.fail(c, directoryErrors.throttled())
    }
    const caller = c.get('caller')
    if (!mayDo(this.tenant, caller, need, owners)) return this.fail(c, directoryErrors.denied())
    const spreading = need.roles !== undefined && faults.onFirst('role-spreading', 3)
    return spreading ? this.fail(c, directoryErrors.denied()) : undefined
  }

  /** Undefined: go ahead. Asked once before anything is written. */
  busy(c: DirectoryContext): Response | undefined {
    return this.tenant.faults.onFirst('concurrent-writes', 1)
      ? this.fail(c, directoryErrors.concurrency())
      : undefined
  }

  async body(c: DirectoryContext): Promise<unknown> {
    return c.req.json().catch(() => undefined)
  }

  asked(c: DirectoryContext): Asked {
    return {
      params: new URL(c.req.url).searchParams,
      eventual: c.req.header('consistencylevel')?.toLowerCase() === 'eventual',
    }
  }

  list(c: DirectoryContext, { set, table, rows, expansions }: Listing): Response {
    const page = pageOf(rows, this.asked(c), table, expansions)
    if (!page.ok) return this.fail(c, page.error)
    const { select, total, next } = page.value
    return c.json({
      '@odata.context': this.context(set, select),
      ...(total === undefined ? {} : { '@odata.count': total }),
      ...(next === undefined ? {} : { '@odata.nextLink': this.#nextLink(c, next) }),
      value: page.value.rows,
    })
  }

  count(c: DirectoryContext, { table, rows }: Listing): Response {
    const counted = countOf(rows, this.asked(c), table)
    return counted.ok ? c.text(String(counted.value)) : this.fail(c, counted.error)
  }

  one(
    c: DirectoryContext,
    { set, table, row, expansions }: Omit<Listing, 'rows'> & { row: Row },
    status: 200 | 201 = 200,
  ): Response {
    const shaped = shapedRow(row, new URL(c.req.url).searchParams, table, expansions)
    if (!shaped.ok) return this.fail(c, shaped.error)
    const context = { '@odata.context': this.context(set, shaped.value.select, '/$entity') }
    return c.json({ ...context, ...shaped.value.row }, status)
  }

  context(set: string, select?: string[], rest = ''): string {
    return `${this.root}/$metadata#${set}${select === undefined ? '' : `(${select.join(',')})`}${rest}`
  }

  get root(): string {
    return `${this.tenant.origin}/graph/${this.version}`
  }

  #nextLink(c: DirectoryContext, token: string): string {
    const url = new URL(c.req.url)
    const rest = [...url.searchParams].filter(([name]) => name !== '$skiptoken')
    const query = [...rest, ['$skiptoken', token]]
      .map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`)
      .join('&')
    const path = url.pathname.replace(/^\/graph\/[^/]+/, '')
    return `${this.root}${path}?${query}`
  }

  /** Called after the change: others hear of it by and by, the log keeps it. */
  changed(c: DirectoryContext, change: Change): void {
    const { tenant } = this
    const caller = c.get('caller')
    tenant.replicas.wrote(change.kind, change.id, change.before)
    recordAudit(tenant, {
      activity: change.activity,
      userId: caller.kind === 'person' ? caller.user.id : null,
      appId: caller.appId,
      targetId: change.id,
      targetName: change.name,
      targetType: change.type,
    })
    tenant.file.save()
  }
}
