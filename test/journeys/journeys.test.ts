import { describe, expect, it } from 'vitest'
import { findJourneys, runJourney } from '../support/journey.ts'

const journeys = findJourneys(import.meta.dirname)

describe('journeys', () => {
  it.each(journeys)('$name', async (journey) => {
    const { printed, expected } = await runJourney(journey)
    expect(printed).toBe(expected)
  })

})
