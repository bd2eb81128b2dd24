package io.basketwise.models.artifact;

import java.util.List;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/**
 * Plays moments through an artifact. The scorer stands on this package, so it is found as a service
 * rather than called: it is what a version is tried with before anybody relies on it.
 */
public interface Rehearsal {
  /** Golden lines for an artifact, each a moment with the decision made now. */
  List<String> record(Artifact artifact);

  /** Makes of a golden line the one that its moment gives now. */
  UnaryOperator<String> replay(Artifact artifact);

  /** The scorer's. */
  static Rehearsal load() {
    return ServiceLoader.load(Rehearsal.class, Rehearsal.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no rehearsal on the class path: the jar's META-INF/services is incomplete"));
  }
}
