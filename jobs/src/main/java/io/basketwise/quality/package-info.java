/**
 * Is what came tonight what usually comes? Checks of new rows against those that the lake has, into
 * which no refused run's rows get.
 *
 * <p>They are ours: the newest Deequ that Maven Central has is for Spark 3.5 and Scala 2.12; its
 * build for Spark 4.1 is not published there.
 */
package io.basketwise.quality;
