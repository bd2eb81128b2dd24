package io.basketwise.inputs;

/**
 * What makes a row bad.
 *
 * @param name as it appears in the quarantine table
 * @param broken SQL condition over the contract's columns that a bad row satisfies
 */
public record RowRule(String name, String broken) {}
