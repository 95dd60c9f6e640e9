/** ioredis's cluster, mended where it would wait for ever. */
import { Cluster, type ClusterNode, type ClusterOptions } from 'ioredis'

type Options = Omit<ClusterOptions, 'replyMapping' | 'redisOptions'> & { redisOptions?: Omit<NonNullable<ClusterOptions['redisOptions']>, 'replyMapping'> }

/** Longest time for connecting before it is begun again, ms. */
const patience = 3_000

/**
 * A cluster's connection. Told to connect while it still asks the nodes of its former life for their slots, ioredis would drop the answer and
 * connect no more: then it is begun anew. Whoever takes a duplicate (BullMQ, to wait on) gets one that is mended too.
 */
export function patientCluster(nodes: ClusterNode[], options: Options): Cluster {
  const cluster = new Cluster(nodes, options)
  const connect = cluster.connect.bind(cluster)
  cluster.connect = () => {
    const timer = setTimeout(() => {
      // Rejects the promise that hangs, and the retry strategy connects anew.
      if (cluster.status === 'connecting') cluster.disconnect(true)
    }, patience)
    timer.unref()
    return connect().finally(() => clearTimeout(timer))
  }
  const duplicate = (others: ClusterNode[] = [], more: Options = {}): Cluster =>
    patientCluster(others.length > 0 ? others : nodes, { ...options, ...more, redisOptions: { ...options.redisOptions, ...more.redisOptions } })
  cluster.duplicate = duplicate as typeof cluster.duplicate
  return cluster
}
