package io.basketwise.checkpoint;

import io.basketwise.evaluate.FitBlend;
import io.basketwise.models.artifact.Blend;
import io.basketwise.models.format.Safetensors;
import io.basketwise.models.format.SafetensorsWriter;

/** A fitted blend. */
public final class BlendForm implements TensorForm<FitBlend.Result> {
  private static final String QUERIES = "queries";
  private static final String REACHED = "reached";

  @Override
  public SafetensorsWriter write(FitBlend.Result result) {
    Blend blend = result.blend();
    return new SafetensorsWriter()
        .metadata(QUERIES, Integer.toString(result.queries()))
        .metadata(REACHED, Integer.toString(result.reached()))
        .doubles("weights", blend.weights())
        .doubles(
            "calibration", new double[] {blend.calibrationSlope(), blend.calibrationIntercept()});
  }

  @Override
  public FitBlend.Result read(Safetensors file) {
    Tensors tensors = new Tensors(file);
    double[] calibration = tensors.doubles("calibration");
    return new FitBlend.Result(
        new Blend(tensors.doubles("weights"), calibration[0], calibration[1]),
        Integer.parseInt(tensors.text(QUERIES)),
        Integer.parseInt(tensors.text(REACHED)));
  }
}
