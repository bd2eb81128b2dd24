package io.basketwise.models.artifact;

import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.SessionFeature;
import java.nio.file.Path;

/** Why people shop and when to stay quiet. */
public final class Behaviour {
  static final String FILE = "behaviour.safetensors";

  private final Columns file;
  private final Signals signals;
  private final BehaviourModels models;

  private Behaviour(Path path, Columns file, int items) {
    this.file = file;
    checkFeatures(path, file);
    signals = new Signals(file, items);
    models = BehaviourTensors.read(file);
  }

  static Behaviour open(Path path, int items) {
    return new Behaviour(path, new Columns(path), items);
  }

  void verify() {
    file.verify();
  }

  /** Models ask for features by place: a version that names others is of another time. */
  private static void checkFeatures(Path path, Columns file) {
    var names = file.tensors().strings("features");
    SessionFeature[] known = SessionFeature.values();
    for (int i = 0; i < Math.min(names.size(), known.length); i++) {
      if (!names.at(i).equals(known[i].key())) {
        throw file.damaged("feature " + names.at(i), known[i].key());
      }
    }
    String found = names.size() + " session features";
    String expected = known.length + " session features";
    if (names.size() < known.length) {
      throw ArtifactException.tooOld(path, found, expected);
    }
    if (names.size() > known.length) {
      throw ArtifactException.tooNew(path, found, expected);
    }
  }

  /** What session features need to know of items. */
  public Signals signals() {
    return signals;
  }

  /** The models. */
  public BehaviourModels models() {
    return models;
  }
}
