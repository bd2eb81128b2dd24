package io.basketwise.checkpoint;

import io.basketwise.models.format.Safetensors;
import io.basketwise.models.format.SafetensorsWriter;

/** How the result of a step is kept as tensors, without any loss. */
public interface TensorForm<T> {
  /** Its tensors. */
  SafetensorsWriter write(T result);

  /** What was written. */
  T read(Safetensors file);
}
