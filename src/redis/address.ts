/** What REDIS_URL may say. */

/** Nodes to begin with; the others are learnt from them. */
export interface ClusterAddress {
  nodes: { host: string; port: number }[]
  username?: string | undefined
  password?: string | undefined
  tls: boolean
}

/** `redis+cluster://[user:password@]host:port,host:port`, or `rediss+cluster://` for TLS. */
const clusterForm = /^(rediss?)\+cluster:\/\/(?:([^@/]*)@)?([^@/?#]+)\/?$/
const nodeForm = /^(\[[0-9a-f:]+\]|[\w.-]+):(\d{1,5})$/i
const singleForm = /^(rediss?:\/\/[^/,]|unix:\/\/\/)[^,]*$/

/** The cluster that an address leads to; undefined when it leads to one Redis, or nowhere. */
export function clusterAddress(url: string): ClusterAddress | undefined {
  const [, scheme, login, list] = clusterForm.exec(url) ?? []
  if (list === undefined) return undefined
  const nodes = list.split(',').map((node) => nodeForm.exec(node)).map((found) => ({ host: found?.[1]?.replace(/^\[|\]$/g, '') ?? '', port: Number(found?.[2]) }))
  if (nodes.some(({ host, port }) => host === '' || !(port > 0 && port <= 65_535))) return undefined
  const [username = '', ...password] = login === undefined ? [] : login.split(':')
  const decode = (text: string) => (text === '' ? undefined : decodeURIComponent(text))
  return { nodes, username: decode(username), password: decode(password.join(':')), tls: scheme === 'rediss' }
}

/** Whether an address can be used at all. */
export const isRedisAddress = (url: string): boolean => singleForm.test(url) || clusterAddress(url) !== undefined
