/** What is wrong with a Redis, in words for whoever looks after it. */

/** By what its errors, and those of the way to it, say. */
const troubles: readonly (readonly [RegExp, string])[] = [
  [/^(NOAUTH|WRONGPASS|NOPERM)/, 'Redis 不认用户名或口令，或没有给够权限。请改 REDIS_URL，例如 REDIS_URL=redis://用户名:口令@127.0.0.1:6379，口令里的 @ / : # 等写成 %40 这样'],
  [/^READONLY/, '连到的 Redis 是只读的副本，写不进去。请把 REDIS_URL 改成主节点的地址；正在切换主从的，等切换完'],
  [/^OOM/, 'Redis 内存用满了（maxmemory），不再收写入。请调大 maxmemory，内存不够的先加内存'],
  [/^MISCONF|No space left/i, 'Redis 写不进磁盘，不再收写入。请看它的磁盘是不是满了、能不能写'],
  [/^LOADING/, 'Redis 正在载入数据，请等它载完'],
  [/^(CLUSTERDOWN|MASTERDOWN|NOREPLICAS)/, 'Redis 有节点不在，暂时不收写入。请把停了的节点启动起来'],
  [/certificate|wrong version number|packet length/i, '和 Redis 的加密连接没有建成。请看证书，以及 REDIS_URL 该写 redis:// 还是 rediss://'],
  [/^(connect|read|write) E[A-Z]+|^getaddrinfo |^Connection is closed|^Socket timeout|^Failed to refresh slots/, '连不上 Redis。请看它有没有启动、REDIS_URL 的地址和端口对不对'],
]

/** The words; undefined when it is nothing that is known of a Redis. */
export const troubleOf = (error: Error & { code?: unknown }): string | undefined => troubles.find(([sign]) => sign.test(saidBy(error)))?.[1]

/** A host with several addresses of which none answers says nothing but a code. */
export const saidBy = ({ message, code }: Error & { code?: unknown }): string => message || `connect ${String(code)}`
