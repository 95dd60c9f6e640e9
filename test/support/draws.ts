/** Properties (fast-check) draw the same examples wherever a run decides on something (CI), and others each time elsewhere: what is found there fails for whoever can mend it. */
import fc from 'fast-check'

if (process.env['CI']) fc.configureGlobal({ seed: 20_261_120 })
