package io.basketwise.models.artifact;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Plays moments through an artifact. The scorer stands on this package, so it is found as a service
 * rather than called: it is what a version is tried with before anybody relies on it.
 */
public interface Rehearsal {
  /** Golden lines for an artifact, each a moment with the decision made now. */
  List<String> record(Artifact artifact);

  /** The golden lines that the same moments give now. */
  List<String> replay(Artifact artifact, List<String> lines);

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
