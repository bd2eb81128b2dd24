package io.basketwise.behaviour;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.nio.ByteBuffer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Columns of the rows that behaviour is learned from: one a moment of a session. */
final class SessionRow {
  static final String SESSION = "session_id";

  /** Whose session it is: what chance decides for a visitor it decides for all of them. */
  static final String VISITOR = "visitor_id";

  /** Days since 1970 of the session's start. */
  static final String DAY = "day";

  /** One of {@link Kind}. */
  static final String KIND = "kind";

  /** Events of the session that had happened. */
  static final String POSITION = "position";

  /** Doubles by column of the session features, big-endian: a tenth of what an array would hold. */
  static final String FEATURES = "features";

  /** Whether the session ends in an order, be it of nobody knows what. */
  static final String PURCHASED = "purchased";

  /** Whether any line of its order was a gift. */
  static final String GIFT = "gift";

  /** Most units of one item that were ordered, 0 without an order. */
  static final String MAX_UNITS = "max_units";

  /** Most units of one item that were ordered, as a multiple of what is usual for it. */
  static final String UNITS_RATIO = "units_ratio";

  /** Whether a better version of something that the visitor had or viewed was ordered. */
  static final String UPGRADED = "upgraded";

  /** Contribution margin of what was ordered without an offer, NaN where that is unknown. */
  static final String MARGIN = "margin";

  /** The same of what was ordered by the offer of this very moment. */
  static final String OFFER_MARGIN = "offer_margin";

  /** 1 if the offer of this moment was accepted or brought an order, 0 if not, NaN without id. */
  static final String TAKEN = "taken";

  /** At a logged moment: whether an offer was shown. */
  static final String OFFERED = "offered";

  /** At a logged moment: the probability of what was done, NaN where it was not logged. */
  static final String PROPENSITY = "propensity";

  /** At a logged moment: the event that logged it. */
  static final String EVENT = "event_id";

  static final StructType SCHEMA =
      new StructType()
          .add(SESSION, StringType)
          .add(DAY, IntegerType)
          .add(KIND, StringType)
          .add(POSITION, IntegerType)
          .add(FEATURES, BinaryType)
          .add(PURCHASED, BooleanType)
          .add(GIFT, BooleanType)
          .add(MAX_UNITS, DoubleType)
          .add(UNITS_RATIO, DoubleType)
          .add(UPGRADED, BooleanType)
          .add(MARGIN, DoubleType)
          .add(OFFER_MARGIN, DoubleType)
          .add(TAKEN, DoubleType)
          .add(OFFERED, BooleanType)
          .add(PROPENSITY, DoubleType)
          .add(EVENT, StringType)
          .add(VISITOR, StringType);

  private SessionRow() {}

  static byte[] packed(double[] features) {
    ByteBuffer bytes = ByteBuffer.allocate(features.length * Double.BYTES);
    bytes.asDoubleBuffer().put(features);
    return bytes.array();
  }

  /** Copies the features of a row into a place of an array. */
  static void unpack(Row row, double[] into, int at) {
    byte[] bytes = row.getAs(FEATURES);
    ByteBuffer.wrap(bytes).asDoubleBuffer().get(into, at, bytes.length / Double.BYTES);
  }

  /** What a row is for. */
  enum Kind {
    /** A moment at which a decision could have been asked for: models learn from it. */
    PREFIX,
    /** Half of the session: what models are measured at. */
    HALF,
    /** The whole session: what labelling functions look at. */
    WHOLE,
    /** A moment at which an offer was shown or withheld. */
    LOGGED,
    /** A session that is too long to be a person's, without an event, and each moment it logged. */
    LEFT_OUT
  }
}
