/** The servers behind a connection: one, or the nodes of a cluster. */
import { Cluster, type Redis } from 'ioredis'

/** Every server, replicas too. */
export async function serversOf(redis: Redis): Promise<{ servers: Redis[]; clustered: boolean }> {
  if (!((redis as object) instanceof Cluster)) return { servers: [redis], clustered: false }
  // The nodes are known once anything was answered.
  await redis.ping()
  return { servers: (redis as unknown as Cluster).nodes('all'), clustered: true }
}
