/** fetch, as the app or the command line does it: proxies, PAC and extra certificate authorities included. */
export interface HttpFetch {
  /** `caFile`: PEM of a certificate authority trusted for this one request. */
  (
    url: string,
    init: { method: string; headers: Record<string, string>; body?: string; signal?: AbortSignal },
    caFile?: string,
  ): Promise<Response>
}
