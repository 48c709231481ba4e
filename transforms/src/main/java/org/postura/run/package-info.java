/**
 * What outlives a run and what a run needs in between: plan, commit records, ledger, lease and
 * summary, as files of the output. Nothing here knows Beam's graph.
 */
package org.postura.run;
