package io.basketwise.behaviour;

import io.basketwise.behaviour.SessionRow.Kind;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of sessions that labelling functions look at. */
final class LabelledSession {
  private LabelledSession() {}

  /** A row of which only this is of interest. */
  static Row row(
      String id, Kind kind, double[] features, boolean purchased, boolean gift, double maxUnits) {
    return RowFactory.create(
        id,
        0,
        kind.name(),
        1,
        SessionRow.packed(features),
        purchased,
        gift,
        maxUnits,
        1.0,
        false,
        0.0,
        0.0,
        0.0,
        false,
        1.0,
        "",
        id);
  }
}
