package io.basketwise.inputs;

import org.apache.spark.sql.types.DataType;

/**
 * Where a contract column's values come from.
 *
 * @param sql expression over the source's columns
 * @param type what the expression yields, before the cast to the contract's type
 */
public record MappedColumn(ContractColumn column, String sql, DataType type) {}
