package io.basketwise.inputs;

/**
 * One file of an input, as a listing shows it. Two listings that agree in all three are taken for
 * the same content.
 *
 * @param name relative to the input's path; the path's own name where the input is one file
 * @param bytes its size
 * @param modifiedMillis when it was last written, milliseconds since 1970-01-01 UTC
 */
public record SourceFile(String name, long bytes, long modifiedMillis) {}
