/** The product's commands, jobs and calendar, loaded once for all tests of a process: nobody changes them. */
import { loadParts } from '../../src/parts.ts'

export const parts = await loadParts()
