package io.basketwise.inputs;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * One column of an input table's contract.
 *
 * @param required whether a source without it is refused
 * @param defaultText what a null stands for; only text columns have one
 * @param words the accepted values; empty where any value is
 */
public record ContractColumn(
    String name,
    DataType type,
    boolean required,
    Optional<String> defaultText,
    List<String> words) {

  public ContractColumn {
    words = List.copyOf(words);
  }

  static ContractColumn required(String name, DataType type) {
    return new ContractColumn(name, type, true, Optional.empty(), List.of());
  }

  static ContractColumn optional(String name, DataType type) {
    return new ContractColumn(name, type, false, Optional.empty(), List.of());
  }

  static ContractColumn text(String name) {
    return optional(name, DataTypes.StringType);
  }

  ContractColumn among(String... accepted) {
    return new ContractColumn(name, type, required, defaultText, List.of(accepted));
  }

  ContractColumn orElse(String value) {
    return new ContractColumn(name, type, required, Optional.of(value), words);
  }
}
