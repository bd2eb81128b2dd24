package io.basketwise.inputs;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Which casts turn every value into one of the contract's type. A text for a number is none of them
 * (a word would become null), and a floating-point number for a text is none (an id 17850 would
 * read 17850.0).
 */
final class Lossless {
  private Lossless() {}

  static boolean cast(DataType from, ContractColumn column) {
    return from instanceof NullType ? !column.required() : cast(from, column.type());
  }

  private static boolean cast(DataType from, DataType to) {
    if (to instanceof StringType) {
      return isPlain(from);
    }
    if (to instanceof DoubleType) {
      return from instanceof NumericType;
    }
    if (to instanceof LongType) {
      return from instanceof LongType || isInt(from);
    }
    if (to instanceof IntegerType) {
      return isInt(from);
    }
    if (to instanceof TimestampType) {
      return isTime(from);
    }
    if (to instanceof ArrayType target && from instanceof ArrayType source) {
      return cast(source.elementType(), target.elementType());
    }
    return to instanceof BooleanType && from instanceof BooleanType;
  }

  private static boolean isPlain(DataType type) {
    boolean floating = type instanceof DoubleType || type instanceof FloatType;
    return type instanceof StringType
        || type instanceof BooleanType
        || type instanceof DecimalType
        || isTime(type)
        || (type instanceof NumericType && !floating);
  }

  private static boolean isInt(DataType type) {
    return type instanceof IntegerType || type instanceof ShortType || type instanceof ByteType;
  }

  private static boolean isTime(DataType type) {
    return type instanceof TimestampType
        || type instanceof TimestampNTZType
        || type instanceof DateType;
  }
}
