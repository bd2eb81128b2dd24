package io.basketwise.models.artifact;

import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.Calibration;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.LinearModel;
import io.basketwise.models.behaviour.Link;
import io.basketwise.models.behaviour.Predictor;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingModel;
import io.basketwise.models.behaviour.TreeEnsemble;
import io.basketwise.models.format.Safetensors;
import io.basketwise.models.format.SafetensorsWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The models of behaviour as tensors; they are small and copied when a version is opened. */
public final class BehaviourTensors {
  private static final String INTENT = "intent";
  private static final String PURCHASE = "purchase";
  private static final String TIMING = "timing";
  private static final String CEILING = "timing.ceiling";

  /** By their numbers in a file. */
  private static final List<Link> LINKS = List.of(Link.LOGITS, Link.PROBABILITIES);

  private BehaviourTensors() {}

  /** Adds the models to a file; those that are absent leave no tensor. */
  public static void write(SafetensorsWriter writer, BehaviourModels models) {
    models
        .intent()
        .ifPresent(
            model -> {
              write(writer, INTENT, model);
              writer.doubles("intent.min_confidence", new double[] {models.minConfidence()});
            });
    models.purchase().ifPresent(model -> write(writer, PURCHASE, model));
    models.timing().ifPresent(model -> write(writer, model));
  }

  private static void write(SafetensorsWriter writer, String name, Classifier model) {
    write(writer, name, model.predictor());
    writer.bytes(name + ".link", new byte[] {(byte) LINKS.indexOf(model.link())});
    Calibration calibration = model.calibration();
    writer.doubles(name + ".slope", new double[] {calibration.slope()});
    writer.doubles(name + ".class_intercepts", calibration.intercepts());
  }

  private static void write(SafetensorsWriter writer, TimingModel model) {
    write(writer, "timing.order", model.order());
    write(writer, "timing.margin", model.margin());
    write(writer, "timing.attach", model.attach());
    writer.doubles("timing.effect", model.effect());
    writer.doubles("timing.covariance", model.covariance());
    writer.doubles("timing.centre", model.centre());
    writer.doubles("timing.scale", model.scale());
    writer.doubles("timing.moments", model.moments());
    writer.doubles(CEILING, model.ceiling());
    writer.doubles("timing.z", new double[] {model.z()});
  }

  private static void write(SafetensorsWriter writer, String name, Predictor predictor) {
    if (predictor instanceof LinearModel linear) {
      writer.doubles(name + ".centre", linear.centre());
      writer.doubles(name + ".weights", linear.weights());
      writer.doubles(name + ".intercepts", linear.intercepts());
    } else if (predictor instanceof TreeEnsemble trees) {
      writer.doubles(name + ".base", trees.base());
      writer.ints(name + ".roots", trees.roots());
      writer.ints(name + ".feature", trees.feature());
      writer.doubles(name + ".threshold", trees.threshold());
      writer.ints(name + ".left", trees.left());
      writer.doubles(name + ".values", trees.values());
    }
  }

  /**
   * The models in a file.
   *
   * @throws ArtifactException if they are damaged
   */
  public static BehaviourModels read(Safetensors file) {
    return read(new Columns(file));
  }

  static BehaviourModels read(Columns file) {
    try {
      boolean intent = hasModel(file, INTENT);
      return new BehaviourModels(
          intent ? Optional.of(classifier(file, INTENT)) : Optional.empty(),
          intent ? doubles(file, "intent.min_confidence", 1)[0] : 1,
          hasModel(file, PURCHASE) ? Optional.of(classifier(file, PURCHASE)) : Optional.empty(),
          hasModel(file, TIMING + ".order") ? Optional.of(timing(file)) : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw file.damaged(String.valueOf(e.getMessage()), "models that can be evaluated");
    }
  }

  private static boolean hasModel(Columns file, String name) {
    return file.tensors().has(name + ".roots") || file.tensors().has(name + ".weights");
  }

  private static Classifier classifier(Columns file, String name) {
    int link = file.bytes(name + ".link", 1, LINKS.size()).get(0);
    return new Classifier(
        predictor(file, name),
        LINKS.get(file.index(name + ".link", link, LINKS.size())),
        new Calibration(
            doubles(file, name + ".slope", 1)[0], doubles(file, name + ".class_intercepts")));
  }

  private static TimingModel timing(Columns file) {
    return new TimingModel(
        predictor(file, "timing.order"),
        predictor(file, "timing.margin"),
        predictor(file, "timing.attach"),
        doubles(file, "timing.effect"),
        doubles(file, "timing.covariance"),
        doubles(file, "timing.centre"),
        doubles(file, "timing.scale"),
        doubles(file, "timing.moments"),
        file.tensors().has(CEILING) ? doubles(file, CEILING) : ones(TimingModel.places()),
        doubles(file, "timing.z", 1)[0]);
  }

  private static Predictor predictor(Columns file, String name) {
    if (file.tensors().has(name + ".weights")) {
      return new LinearModel(
          doubles(file, name + ".centre"),
          doubles(file, name + ".weights"),
          doubles(file, name + ".intercepts"));
    }
    return new TreeEnsemble(
        SessionFeature.count(),
        doubles(file, name + ".base"),
        ints(file, name + ".roots"),
        ints(file, name + ".feature"),
        doubles(file, name + ".threshold"),
        ints(file, name + ".left"),
        doubles(file, name + ".values"));
  }

  private static double[] ones(int length) {
    var ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] doubles(Columns file, String name) {
    return doubles(file, name, file.tensors().doubles(name).limit());
  }

  private static double[] doubles(Columns file, String name, int length) {
    var values = new double[length];
    file.parameters(name, length).get(values);
    return values;
  }

  private static int[] ints(Columns file, String name) {
    var values = new int[file.tensors().ints(name).limit()];
    file.tensors().ints(name).get(values);
    return values;
  }
}
