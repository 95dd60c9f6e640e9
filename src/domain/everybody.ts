/** Words that stand for all members where a platform expects one person (protocol.md sections C, D2 and F3). */

/** `all`, `@all`, `announcement@all` and their kin, in any case and width. */
const everybody = /^(?:[\w-]*@)?(?:all|everyone|所有人|全体成员)$/i

/** Whether an id or a name stands for all members wherever it is put behind an @. */
export const isEverybody = (word: string): boolean => everybody.test(word.normalize('NFKC').trim())
