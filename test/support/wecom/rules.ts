/** Limits and lives of the fake, each a setting: the documents disagree on some (protocol.md I), and tests compress time. */

const minute = 60_000
const hour = 60 * minute

/** Times in ms. Those marked with * are waited for by the real clock, the others are compared with `now()`. */
export const documentedRules = {
  /** Life of an access token (D1). */
  tokenMs: 2 * hour,
  /** * How long a callback may stay unanswered before it is cut (A4). */
  answerMs: 5000,
  /** * How long the handshake may take (A1). */
  handshakeMs: 1000,
  /** How often an unanswered callback is sent again (A4). */
  retries: 3,
  /** * Pause before that. */
  retryAfterMs: 1000,
  /** How long one stream may be refreshed (B4). */
  streamMs: 6 * minute,
  /** * Pause between the polls for the rest of a stream, URL mode (B4). */
  pollMs: 1000,
  /** How long a message's req_id may be answered (B5). */
  replyMs: 24 * hour,
  /** How long a welcome or a card's update may take after its event (B5). */
  eventReplyMs: 5000,
  /** Life of a response_url (B4). */
  responseUrlMs: hour,
  /** Life of a response_code (D3). */
  responseCodeMs: 72 * hour,
  /** Life of an OAuth code (D6). */
  oauthMs: 5 * minute,
  /** Life of the address of a picture (B1). */
  mediaMs: 5 * minute,
  /** Life of an uploaded file (B5). */
  uploadMs: 72 * hour,
  /** Messages of a bot to one conversation, replies and pushes together (B5). */
  botPerMinute: 30,
  botPerHour: 1000,
  /** Messages of one group robot (C). */
  robotPerMinute: 20,
  /** Messages of the app to one member; more vanish (E). */
  memberPerMinute: 30,
  memberPerHour: 1000,
  /** Subscriptions of one bot; the document only says that there is a limit. */
  subscribesPerMinute: 60,
  /** A push needs a member's word to the bot in that chat not older than this; reports say that it lapses (B5, I). */
  spokenMs: Number.POSITIVE_INFINITY,
  /** Where the data of a tapped card stands (B1). */
  cardEvent: 'nested' as 'nested' | 'flat',
  /** Whether `aibot_send_msg` takes plain text (I). */
  pushText: false,
}

export type Rules = typeof documentedRules
