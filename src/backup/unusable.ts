/** Thrown for a file or a Redis that must not be used for what was asked; the message says in Chinese what is wrong and where. */
export class Unusable extends Error {
  override name = 'Unusable'
}
