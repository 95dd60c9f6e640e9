/** One message from the head of its inbox to its commit: understand, decide, commit; again when the records moved meanwhile. */
import type { Person } from '../domain/directory.ts'
import { SayToUser, TryAgain } from '../domain/errors.ts'
import type { Chat, Notice } from '../domain/notice.ts'
import { oneByOne } from '../domain/oneByOne.ts'
import { maskKeys } from '../domain/privacy.ts'
import { announcement } from '../domain/records/announcement.ts'
import type { CommandDecision } from '../grammar/command.ts'
import { fillForm, labelsAsked, namesAsked, picksAsked } from '../grammar/form.ts'
import { namesRecord, understand } from '../grammar/parse.ts'
import type { Message, ParseContext, Understood } from '../grammar/understood.ts'
import type { Incoming } from '../channels/channel.ts'
import { identityOf } from '../ledger/keys.ts'
import type { Hold, Offer } from '../ledger/lease.ts'
import type { Attachment, Heard, View } from '../ledger/types.ts'
import { sceneOf } from './context.ts'
import type { BotDeps } from './deps.ts'
import { keepFault, passes } from './fault.ts'
import { dropForm, formKey, lapsedForm, readForm, type Form } from './form.ts'
import { healthOf } from './health.ts'
import { offeredBefore, rememberOffer } from './lastOffer.ts'
import { rememberLast, withLast } from './lastRecord.ts'
import { keyless, masked, warned } from './masking.ts'
import { proceed, proceedWithChain, type Handling } from './proceed.ts'
import { messageOf, parseContextOf, tooLongText } from './understanding.ts'
import { createUnderstandOnce } from './understandOnce.ts'
import { lapsedText, spellUnknown } from './words.ts'
import { outboxHold } from './work.ts'

/** Where something is to be said, and the holds on those outboxes that were taken in passing. */
export interface Handled {
  said: { to: Chat; hold?: Hold | undefined }[]
  /** Whether more may wait in the inbox. */
  more: boolean
}

export interface Handler {
  /** Whether a message concerns the bot: by its own words, as an answer to the sender's form, or to something open in the chat. */
  concerns(message: Incoming, view: View, here: { form: Form | undefined; open: boolean }): boolean
  /** Handles the message at the head of a chat's inbox under a hold, which is let go with the last one; undefined when there is none. */
  handleHead(chat: Chat, hold?: Hold): Promise<Handled | undefined>
}

/** Author of what somebody unknown asked for: their id on the channel is personal and stands in no entry. */
const stranger = 'stranger'

const nothing: CommandDecision = { changes: [], notices: [] }
/** Conflicts after which the message is left for the next round: more would mean that something writes without end. */
const mostConflicts = 50

/** Names whoever tapped a button before the answer: others in the group have not seen what it answers. */
function namingWhoTapped({ tap, group, chat }: Heard, sender: Person | undefined, notices: Notice[]): Notice[] {
  if (!tap || group === undefined || !sender) return notices
  const first = notices.findIndex(({ to, sort }) => to === chat && sort === 'answer')
  return notices.map((notice, i) => (i === first ? { ...notice, text: `@${sender.name} ${notice.text}` } : notice))
}

/** Whether a message may go on with the sender's form: not one that is a command of its own beyond doubt, nor one that says by its number which record it is of. */
const mayAnswer = (form: Form, read: Understood, message: Message, at: ParseContext): boolean =>
  read.kind !== 'command' || read.loosely === true || (read.via === 'word' && !namesRecord(message, at)) ||
  (read.via === 'question' && namesAsked(form, message, at)) || (read.via !== 'slash' && (labelsAsked(form, message, at) || picksAsked(form, message, at)))

/** Whether nothing at all was understood, not even a command that may be meant. */
const saysNothing = (read: Understood): boolean =>
  read.kind === 'unknown' && !read.courtesy && !read.how && read.instead === undefined && read.about === undefined && !read.slash && read.nearest.length === 0

export function createHandler({ ledger, registry, calendar, channels, log, now, offer, onHistory, observer, states }: BotDeps): Handler {
  const once = createUnderstandOnce()
  // Where many change the same record in one instant, each that went ahead would make all others decide anew.
  const inTurn = oneByOne()

  const handlingOf = async (heard: Heard, view: View): Promise<{ handling: Handling; read: Understood; line?: string }> => {
    const scene = sceneOf(heard, view.directory)
    const [kept, announced] = await Promise.all([view.state(formKey(heard.chat, heard)), view.count(announcement, 'chat', heard.chat, { from: heard.at })])
    const form = readForm(kept, heard.at)
    const waiting = announced > 0
    const at = parseContextOf(scene, heard, { directory: view.directory, calendar, registry, open: () => waiting })
    const mentionOnly = heard.group !== undefined && channels.find((channel) => channel.id === heard.channel)?.can.hear === 'mentioned'
    const handling: Handling = {
      heard, scene, view, at, registry, calendar, form, mentionOnly, health: () => healthOf(ledger, channels, states),
      readAddress: (channel, typed) => channels.find(({ id }) => id === channel)?.readAddress?.(typed),
      // Hardly ever asked, and as much work as understanding the message itself.
      get addressed() {
        return understand(messageOf(heard), { ...at, open: () => false }).kind !== 'silence'
      },
    }
    const read = await withLast(once.handling(heard, at, waiting), heard, at, view)
    const offered = form ? undefined : await offeredBefore(read, heard, at, view)
    return offered ? { handling: { ...handling, addressed: true }, ...offered } : { handling, read }
  }

  const answer = (heard: Heard, text: string, drop = false): CommandDecision => ({
    changes: [],
    notices: [{ to: heard.chat, text, sort: 'answer' }],
    state: drop ? [dropForm(formKey(heard.chat, heard))] : [],
  })

  const decide = async (heard: Heard, view: View): Promise<{ decision: CommandDecision; text: string; attachments?: Attachment[]; command?: string }> => {
    const { handling, read, line } = await handlingOf(heard, view)
    const { form, at } = handling
    const message = messageOf(heard)
    const refused = tooLongText(heard)
    if (refused !== undefined) {
      const meant = read.kind !== 'silence' || (form && fillForm(form, message, at))
      return { text: '', decision: meant ? answer(heard, refused) : nothing }
    }
    if (read.kind === 'chain') return { text: heard.text, decision: (await proceedWithChain(read, handling)) ?? nothing }
    const answered = form && mayAnswer(form, read, message, at) ? fillForm(form, message, at) : undefined
    // A question that answers nothing that was asked is a question.
    const filled = read.kind === 'command' && read.loosely && answered && answered.problems.length > 0 ? undefined : answered
    const asked = filled ?? (read.kind === 'command' ? read : undefined)
    const continues = filled && form
    handling.continues = continues
    const text = [...(continues?.texts ?? []), ...(line === undefined ? [] : [line]), heard.text].join('\n')
    const attachments = [...(continues?.attachments ?? []), ...(heard.attachments ?? [])]
    const late = asked ? undefined : lapsedForm(await view.state(formKey(heard.chat, heard)), heard.at)
    if (late && (saysNothing(read) || fillForm(late, message, at))) return { text, decision: answer(heard, lapsedText(late.command, registry.byName(late.command)?.examples[0]), true) }
    if (!asked) return { text, decision: read.kind === 'unknown' ? { ...answer(heard, spellUnknown(read)), state: await rememberOffer(heard, read, view) } : nothing }
    const command = asked.command.name
    try {
      return { text, attachments, command, decision: await proceed(asked, handling) }
    } catch (error) {
      if (!(error instanceof SayToUser)) throw error
      return { text, command, decision: answer(heard, error.message, filled !== undefined) }
    }
  }

  const commit = async (typed: Heard, view: View, hold: Hold | undefined): Promise<Handled | undefined> => {
    const heard = masked(typed)
    const { decision, text, attachments = heard.attachments, command = 'none' } = await decide(heard, view)
    const { sender, group } = sceneOf(heard, view.directory)
    const by = sender?.id ?? stranger
    const notices = heard.history ? [] : namingWhoTapped(heard, sender, warned(typed, decision.notices))
    const chats = [...new Set(notices.map(({ to }) => to))]
    const offers = new Map(chats.flatMap((to): [Chat, Offer][] => {
      const wanted = offer?.(outboxHold(to))
      return wanted ? [[to, wanted]] : []
    }))
    const committed = await ledger.commit({
      cause: { inbox: heard }, view, now: heard.at, by, group: group?.id, ...decision, notices, hold, offers,
      state: [...(decision.state ?? []), ...rememberLast(heard, decision)],
      ...(decision.changes.length > 0 ? { text: maskKeys(text), attachments } : {}),
    })
    if (committed.outcome === 'conflict') return undefined
    observer?.handled(command, decision.changes.length > 0 ? 'recorded' : notices.length > 0 ? 'answered' : 'silent')
    if (heard.history && committed.outcome === 'committed') {
      const unsaid = decision.notices.map((notice) => ({ ...notice, text: committed.fill(notice.text) }))
      onHistory?.(heard, { changes: decision.changes.length, unsaid })
    }
    // By ourselves, perhaps, a moment ago: then what was put out waits under what was offered.
    if (committed.outcome === 'duplicate') return { said: chats.map((to) => ({ to, hold: offers.get(to)?.perhaps() })), more: true }
    // An outbox that another is sending needs nobody else.
    const said = chats.flatMap((to) => {
      const wanted = offers.get(to)
      if (!wanted) return [{ to }]
      return committed.granted.includes(to) ? [{ to, hold: wanted.taken() }] : []
    })
    return { said, more: committed.more }
  }

  const commitAgain = async (heard: Heard, hold: Hold | undefined): Promise<Handled> => {
    for (let tries = 1; tries < mostConflicts; tries++) {
      const done = await commit(heard, await ledger.view(), hold)
      if (done) return done
    }
    throw new TryAgain(`${identityOf(heard)}: ${mostConflicts} conflicts`)
  }

  return {
    concerns(message, view, { form, open }) {
      const scene = sceneOf({ ...message, chat: '' }, view.directory)
      const at = parseContextOf(scene, message, { directory: view.directory, calendar, registry, open: () => open })
      const read = once.hearing(message, at, open)
      if (read.kind === 'chain') return open
      return read.kind !== 'silence' || (form !== undefined && fillForm(form, messageOf(message), at) !== undefined)
    },
    async handleHead(chat, hold) {
      const [heard, view] = await Promise.all([ledger.inbox.head(chat, hold), ledger.view()])
      if (!heard) return undefined
      try {
        return (await commit(heard, view, hold)) ?? (await inTurn(() => commitAgain(heard, hold)))
      } catch (error) {
        if (passes(error)) throw error
        observer?.handled('none', 'failed')
        await keepFault(keyless(heard), error, await ledger.view(), { ledger, log, now: now(), by: 'bot' })
        return { said: [{ to: chat }], more: true }
      }
    },
  }
}
