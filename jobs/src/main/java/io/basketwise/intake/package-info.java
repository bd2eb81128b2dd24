/** What of the inputs is new: the ledger of what was read, and the batches that follow from it. */
package io.basketwise.intake;
