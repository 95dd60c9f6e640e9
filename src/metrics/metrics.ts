/** Figures about the service in Prometheus's form: no names, numbers or texts. */
import { AggregatorRegistry, Counter, Histogram, Registry, collectDefaultMetrics, type MetricObjectWithValues, type MetricValue } from 'prom-client'
import type { Observer } from '../bot/observer.ts'

export type Figures = MetricObjectWithValues<MetricValue<string>>[]

/** What one process counts. */
export interface Metrics {
  observer: Observer
  figures(): Promise<Figures>
}

/** Seconds from a message to its answer: a person waits for it, so the steps are fine below five. */
const steps = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'tuanxun_' })
  const heard = new Counter({ name: 'tuanxun_messages_heard_total', help: 'Messages that came in, by what became of them.', labelNames: ['channel', 'outcome'], registers })
  const handled = new Counter({ name: 'tuanxun_commands_total', help: 'Messages handled, by command and outcome.', labelNames: ['command', 'outcome'], registers })
  const sends = new Counter({ name: 'tuanxun_sends_total', help: 'Attempts to send a notice, by channel, sort, outcome and the platform\'s code.', labelNames: ['channel', 'sort', 'outcome', 'errcode'], registers })
  const answers = new Histogram({ name: 'tuanxun_answer_seconds', help: 'From a message to its answer at the channel.', labelNames: ['channel'], buckets: steps, registers })
  return {
    observer: {
      heard: (channel, outcome) => heard.inc({ channel, outcome }),
      handled: (command, outcome) => handled.inc({ command, outcome }),
      sent({ channel, sort, outcome, errcode, ms }) {
        sends.inc({ channel, sort, outcome, errcode: errcode === undefined ? '' : String(errcode) })
        if (outcome === 'sent' && sort === 'answer') answers.observe({ channel }, Math.max(0, ms) / 1000)
      },
    },
    figures: () => registry.getMetricsAsJSON(),
  }
}

/** Several processes' figures as one text: counts are added up. */
export const asText = (figures: readonly Figures[]): Promise<string> => AggregatorRegistry.aggregate([...figures]).metrics()
