package io.basketwise.models.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.basketwise.models.behaviour.Predictor;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TreeEnsemble;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jpmml.evaluator.Evaluator;
import org.jpmml.evaluator.EvaluatorUtil;
import org.jpmml.evaluator.LoadingModelEvaluatorBuilder;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The purchase model of {@link LargeModels} scored by this library, by ONNX Runtime and by JPMML,
 * one session at a time as at a decision: {@code ./mvnw -Pbench -pl models test
 * -Dtest=PeersBench}. Prints also what loading the model takes and how large each runtime is.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class PeersBench {
  private static final int ROWS = 1024;
  private static final int LOADS = 11;

  private final double[][] rows = new double[ROWS][SessionFeature.count()];
  private final float[][] singles = new float[ROWS][SessionFeature.count()];
  private int next;
  private Predictor ours;
  private OrtEnvironment environment;
  private OrtSession onnx;
  private Evaluator pmml;

  /** Thresholds and values that a float holds, so that all three have the same model. */
  private static TreeEnsemble model() {
    var trees = (TreeEnsemble) LargeModels.of(7).purchase().orElseThrow().predictor();
    return new TreeEnsemble(
        trees.features(),
        trees.base(),
        trees.roots(),
        trees.feature(),
        Arrays.stream(trees.threshold()).map(each -> (float) each).toArray(),
        trees.left(),
        Arrays.stream(trees.values()).map(each -> (float) each).toArray());
  }

  /** Opens all three. */
  @Setup
  public void open() throws Exception {
    var random = new SplittableRandom(7);
    for (int row = 0; row < ROWS; row++) {
      for (int feature = 0; feature < singles[row].length; feature++) {
        singles[row][feature] = (float) (3 * random.nextDouble());
        rows[row][feature] = singles[row][feature];
      }
    }
    TreeEnsemble trees = model();
    ours = trees.quick();
    environment = OrtEnvironment.getEnvironment();
    onnx = session(OnnxTrees.of(trees));
    pmml = evaluator(PmmlTrees.of(trees));
  }

  private static OrtSession session(byte[] model) throws OrtException {
    var options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    return OrtEnvironment.getEnvironment().createSession(model, options);
  }

  private static Evaluator evaluator(String model) throws Exception {
    Evaluator evaluator =
        new LoadingModelEvaluatorBuilder()
            .load(new ByteArrayInputStream(model.getBytes(UTF_8)))
            .build();
    evaluator.verify();
    return evaluator;
  }

  private int row() {
    next = (next + 1) % ROWS;
    return next;
  }

  /** This library. */
  @Benchmark
  public double basketwise() {
    return ours.value(rows[row()]);
  }

  /** ONNX Runtime. */
  @Benchmark
  public double onnxRuntime() throws OrtException {
    return onnx(singles[row()]);
  }

  /** JPMML. */
  @Benchmark
  public double jpmml() {
    return pmml(rows[row()]);
  }

  private double onnx(float[] row) throws OrtException {
    long[] shape = {1, row.length};
    try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(row), shape);
        OrtSession.Result result = onnx.run(Map.of("x", x))) {
      return ((float[][]) result.get(0).getValue())[0][0];
    }
  }

  private double pmml(double[] row) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int feature = 0; feature < row.length; feature++) {
      named.put("f" + feature, row[feature]);
    }
    return ((Number) EvaluatorUtil.decode(pmml.evaluate(named).get("y"))).doubleValue();
  }

  @Test
  void theSameModelInThreeRuntimes() throws Exception {
    open();
    for (int row = 0; row < ROWS; row++) {
      assertThat(onnx(singles[row])).isCloseTo(ours.value(rows[row]), within(1e-5));
      assertThat(pmml(rows[row])).isCloseTo(ours.value(rows[row]), within(1e-5));
    }
    TreeEnsemble trees = model();
    byte[] asOnnx = OnnxTrees.of(trees);
    String asPmml = PmmlTrees.of(trees);
    say("basketwise", load(trees::quick), Predictor.class);
    say("ONNX Runtime", load(() -> session(asOnnx)), OrtSession.class);
    say("JPMML", load(() -> evaluator(asPmml)), Evaluator.class);
    Options options =
        new OptionsBuilder()
            .include(PeersBench.class.getName())
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(2))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .build();
    new Runner(options).run();
  }

  private static void say(String name, double millis, Class<?> of) throws Exception {
    var jar = new File(of.getProtectionDomain().getCodeSource().getLocation().toURI());
    System.out.printf(
        "%-14s loads in %8.3f ms; %s%n",
        name, millis, jar.isFile() ? jar.getName() + " of " + jar.length() + " bytes" : jar);
  }

  /** The median of some loads, in milliseconds. */
  private static double load(Callable<Object> loading) throws Exception {
    var times = new double[LOADS];
    for (int i = 0; i < LOADS; i++) {
      long start = System.nanoTime();
      Object loaded = loading.call();
      times[i] = (System.nanoTime() - start) / 1e6;
      if (loaded instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
    Arrays.sort(times);
    return times[LOADS / 2];
  }
}
