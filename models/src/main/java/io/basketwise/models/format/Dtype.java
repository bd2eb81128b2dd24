package io.basketwise.models.format;

import java.util.Optional;

/** The element types in use, named as in the safetensors header. */
enum Dtype {
  U8(1),
  I32(4),
  I64(8),
  F32(4),
  F64(8);

  private final int sizeBytes;

  Dtype(int sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  int sizeBytes() {
    return sizeBytes;
  }

  static Optional<Dtype> named(String name) {
    for (Dtype dtype : values()) {
      if (dtype.name().equals(name)) {
        return Optional.of(dtype);
      }
    }
    return Optional.empty();
  }
}
