package io.basketwise.models.format;

/** One tensor as its header describes it; offsets count from the first data byte. */
record TensorEntry(String name, Dtype dtype, long[] shape, long begin, long end) {
  long sizeBytes() {
    return end - begin;
  }
}
